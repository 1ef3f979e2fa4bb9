"""Runs the program once for each document and account, several at a time, and keeps its answer, time and memory."""
import concurrent.futures
import json
import os
import subprocess
import tempfile
import time

WALL_SECONDS = 180


def answers(case, program, misses="all"):
    """One answer for each check of the case, or one `parse` where it has none."""
    checks = case.checks
    if misses == "none":
        checks = checks[:1]
    case.checks = checks
    if not checks:
        return [_ask([program, "parse", str(case.document), "--json"])]
    return [_ask([program, "screen", str(case.document), "--account", c.account, "--as-of", c.as_of, "--json"]) for c in checks]


def _ask(command):
    """The program's JSON, or why there is none."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = _started(command, out, err)
        status, usage = _wait(process)
        out.seek(0), err.seek(0)
        text, errors = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
    answer = {"ms": (time.monotonic() - begun) * 1000, "memory_mb": usage / 1024 if usage else 0, "json": None, "error": None}
    try:
        answer["json"] = json.loads(text)
    except ValueError:
        answer["error"] = f"status {status}: {errors.strip()[-300:] or text[:200]}"
    return answer


def _started(command, out, err):
    """The running program. A build may be replacing it at this moment: that is waited for, half a minute."""
    for _ in range(30):
        try:
            return subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        except OSError:
            time.sleep(1)
    return subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)


def _wait(process):
    deadline = time.monotonic() + WALL_SECONDS
    while time.monotonic() < deadline:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss
        time.sleep(0.002)
    process.kill()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return "timeout", usage.ru_maxrss


def all_cases(cases, jobs, work, progress):
    """`work(case)` for every case, `jobs` at a time, in the order of the cases; `progress(done, of, record)` as they end."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(work, case) for case in cases]
        for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
            progress(done, len(futures), future.result())
    return [future.result() for future in futures]
