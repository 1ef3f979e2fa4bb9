#include "sandbox/system_calls.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <string>

#include "sandbox/descriptor.hpp"

namespace domicile::sandbox {
namespace {

// What the decoders need once they are warm. No call here reaches beyond the process, its two descriptors and
// files that Landlock lets it read.
constexpr std::array allowed_calls{
    // its own descriptors and files that are open
    "read", "pread64", "readv", "write", "writev", "lseek", "_llseek", "close", "fstat", "fstat64",
    "newfstatat", "fstatat64", "statx", "stat", "lstat", "access", "faccessat", "faccessat2", "readlink",
    "readlinkat", "getdents64", "getcwd", "fstatfs", "statfs", "sendto", "sendmsg", "recvfrom", "recvmsg",
    "poll", "ppoll", "fadvise64",
    // memory
    "munmap", "mremap", "madvise", "brk",
    // threads of a codec
    "futex", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "sched_getparam",
    "sched_getscheduler", "membarrier", "set_tid_address", "exit",
    // clocks, chance, signals to itself
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times",
    "getrandom", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "getpid", "gettid",
    "getuid", "geteuid", "getgid", "getegid", "getrusage", "uname", "sysinfo", "restart_syscall",
    "exit_group"};

// What libraries try in passing and do without when they are told no.
struct Refused {
  const char* name;
  int error_number;
};
constexpr std::array refused_calls{
    Refused{"clone3", ENOSYS},  // glibc then asks by `clone`, whose flags can be looked at
    Refused{"ioctl", ENOTTY},
    Refused{"unlink", EACCES},
    Refused{"unlinkat", EACCES},
    Refused{"mkdir", EACCES},
    Refused{"mkdirat", EACCES},
    Refused{"chmod", EACCES},
    Refused{"fchmod", EACCES},
    Refused{"link", EACCES},
    Refused{"linkat", EACCES},
    Refused{"rename", EACCES},
    Refused{"renameat", EACCES},
    Refused{"utime", EACCES},
    Refused{"utimes", EACCES},
    Refused{"utimensat", EACCES},
    Refused{"prctl", EPERM},
    Refused{"setpriority", EPERM},
    Refused{"sched_setaffinity", EPERM},
    Refused{"sched_setscheduler", EPERM},
    Refused{"mlock", EPERM},
    Refused{"mbind", EPERM},
    Refused{"get_mempolicy", EPERM},
    Refused{"getppid", EPERM}};

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

scmp_datum_t bits(auto flags) { return static_cast<scmp_datum_t>(flags); }

// libseccomp answers -EDOM for a call that this machine does not have: nothing to allow then.
bool added(int answer) { return answer == 0 || answer == -EDOM; }

bool allow(scmp_filter_ctx filter, const char* name) {
  const int call = seccomp_syscall_resolve_name(name);
  return call == __NR_SCMP_ERROR || added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0));
}

bool allow_when(scmp_filter_ctx filter, int call, std::initializer_list<scmp_arg_cmp> conditions) {
  return added(seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, static_cast<unsigned>(conditions.size()),
                                      conditions.begin()));
}

bool refuse_when(scmp_filter_ctx filter, int call, int error_number,
                 std::initializer_list<scmp_arg_cmp> conditions = {}) {
  return added(seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error_number)), call,
                                      static_cast<unsigned>(conditions.size()), conditions.begin()));
}

// Fonts are opened lazily: refusing `openat` outright silently changed the picture of half of all PDFs. So
// files may be opened for reading, and Landlock and the empty root say which.
bool add_file_opening(scmp_filter_ctx filter) {
  constexpr auto writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
  constexpr std::array refused_bits{O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND};
  bool good = allow_when(filter, SCMP_SYS(openat), {SCMP_A2(SCMP_CMP_MASKED_EQ, bits(writing), 0)}) &&
              allow_when(filter, SCMP_SYS(open), {SCMP_A1(SCMP_CMP_MASKED_EQ, bits(writing), 0)});
  for (const int bit : refused_bits) {
    good =
        good &&
        refuse_when(filter, SCMP_SYS(openat), EACCES, {SCMP_A2(SCMP_CMP_MASKED_EQ, bits(bit), bits(bit))}) &&
        refuse_when(filter, SCMP_SYS(open), EACCES, {SCMP_A1(SCMP_CMP_MASKED_EQ, bits(bit), bits(bit))});
  }
  return good;
}

// Memory may be had, memory that runs may not: no code but the program's own.
bool add_memory(scmp_filter_ctx filter) {
  bool good = true;
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    good = good && allow_when(filter, call, {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)}) &&
           refuse_when(filter, call, EACCES, {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)});
  }
  return good;
}

// A thread of this process is no new process; with any flag of a namespace, or without CLONE_THREAD, it dies.
bool add_threads(scmp_filter_ctx filter) {
  constexpr scmp_datum_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
  constexpr scmp_datum_t looked_at = thread | CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID |
                                     CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP | CLONE_PARENT;
  return allow_when(filter, SCMP_SYS(clone), {SCMP_A0(SCMP_CMP_MASKED_EQ, looked_at, thread)});
}

bool add_own_signals_and_limits(scmp_filter_ctx filter) {
  // abort() must reach the process itself, or running out of memory looks like a forbidden call.
  return allow(filter, "tgkill") &&
         // Reading limits passes (libraries ask for the stack's size), setting them does not.
         allow_when(filter, SCMP_SYS(prlimit64), {SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0)}) &&
         allow(filter, "getrlimit") && allow(filter, "ugetrlimit");
}

bool add_descriptor_flags(scmp_filter_ctx filter) {
  bool good = true;
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC}) {
    good = good && allow_when(filter, SCMP_SYS(fcntl), {SCMP_A1(SCMP_CMP_EQ, bits(command))});
  }
  return good;
}

bool add_rules(scmp_filter_ctx filter) {
  for (const char* name : allowed_calls) {
    if (!allow(filter, name)) return false;
  }
  for (const auto& [name, error_number] : refused_calls) {
    const int call = seccomp_syscall_resolve_name(name);
    if (call == __NR_SCMP_ERROR) continue;
    if (!refuse_when(filter, call, error_number)) return false;
  }
  return add_file_opening(filter) && add_memory(filter) && add_threads(filter) &&
         add_own_signals_and_limits(filter) && add_descriptor_flags(filter);
}

std::vector<sock_filter> exported(scmp_filter_ctx filter) {
  const Descriptor memory(::memfd_create("filter", MFD_CLOEXEC));
  if (!memory || seccomp_export_bpf(filter, memory.get()) != 0) return {};
  const auto size = ::lseek(memory.get(), 0, SEEK_END);
  std::vector<sock_filter> program(size > 0 ? static_cast<std::size_t>(size) / sizeof(sock_filter) : 0);
  if (::pread(memory.get(), program.data(), static_cast<std::size_t>(size), 0) != size) return {};
  return program;
}

}  // namespace

Result<std::vector<sock_filter>> compile_system_call_filter() {
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS), &seccomp_release);
  // A balanced tree instead of a list: a call is found in a handful of comparisons.
  if (filter) seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  auto program = filter && add_rules(filter.get()) ? exported(filter.get()) : std::vector<sock_filter>{};
  if (program.empty()) {
    return fail(ErrorCode::sandbox_unavailable, "", "The system call filter can't be made on this machine.",
                "Use a Linux machine that libseccomp knows.");
  }
  return program;
}

bool load_system_call_filter(const std::vector<sock_filter>& filter) {
  sock_fprog program{static_cast<unsigned short>(filter.size()), const_cast<sock_filter*>(filter.data())};
  return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

}  // namespace domicile::sandbox
