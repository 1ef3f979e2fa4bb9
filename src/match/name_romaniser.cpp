#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>

#include "base/packing.hpp"
#include "base/text.hpp"
#include "match/name_words.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t max_remembered = 50'000;

// Letters that no other language of the script has.
const char* cyrillic_engine(const icu::UnicodeString& run) {
  static const icu::UnicodeString ukrainian_letters(u"ҐґЄєІіЇї");
  static const icu::UnicodeString serbian_letters(u"ЂђЈјЉљЊњЋћЏџ");
  for (int32_t i = 0; i < run.length(); ++i) {
    if (ukrainian_letters.indexOf(run.charAt(i)) >= 0) return "Ukrainian-Latin/BGN";
    if (serbian_letters.indexOf(run.charAt(i)) >= 0) return "Serbian-Latin/BGN";
  }
  return "Russian-Latin/BGN";
}

UScriptCode script_of(const icu::UnicodeString& run) {
  UErrorCode status = U_ZERO_ERROR;
  for (int32_t i = 0; i < run.length(); i = run.moveIndex32(i, 1)) {
    const auto script = uscript_getScript(run.char32At(i), &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) return script;
  }
  return USCRIPT_LATIN;
}

// ICU's own engine for the script ("Hangul-Latin"), or a better one for names.
std::string engine_for(const icu::UnicodeString& run) {
  const auto script = script_of(run);
  switch (script) {
    case USCRIPT_CYRILLIC:
      return cyrillic_engine(run);
    case USCRIPT_GREEK:
      return "Greek-Latin/UNGEGN";
    case USCRIPT_ARMENIAN:
      return "Armenian-Latin/BGN";
    default:
      return std::string(uscript_getName(script)) + "-Latin";
  }
}

bool drops_final_vowel(UScriptCode script) {
  return script == USCRIPT_DEVANAGARI || script == USCRIPT_GUJARATI || script == USCRIPT_GURMUKHI ||
         script == USCRIPT_BENGALI;
}

// The "a" that a last consonant carries unwritten is silent in Hindi: विमल is Vimal, विमला Vimala. After two
// consonants it is heard: कृष्ण is Krishna.
std::string without_silent_vowel(std::string latin) {
  const auto is_vowel = [](char c) { return std::string_view("aeiou").contains(c); };
  const auto plain_letters = fold(latin);
  const auto size = plain_letters.size();
  const bool silent = size > 3 && latin.ends_with('a') && !is_vowel(plain_letters[size - 2]) &&
                      is_vowel(plain_letters[size - 3]);
  if (silent) latin.pop_back();
  return latin;
}

bool is_han(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_HAN;
}

// Plain Latin letters and digits of `text`; blanks stay as borders of syllables.
std::string plain(std::string_view text) {
  std::string kept;
  char before = 0;
  for (const char c : fold(text)) {
    if (before == '\xC9' && c == '\x99') kept += 'e';  // ə, which neither folding nor ICU replaces
    before = c;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ') kept += c;
  }
  return kept;
}

}  // namespace

using Memory = std::unordered_map<std::string, std::vector<std::string>>;

namespace {

std::optional<Memory> unpacked(std::string_view untrusted_bytes) {
  Unpacker unpacker(untrusted_bytes);
  Memory memory;
  const auto size = unpacker.count();
  memory.reserve(size);
  for (std::size_t i = 0; i < size && unpacker.sound(); ++i) {
    auto& answers = memory[std::string(unpacker.text())];
    answers.resize(unpacker.count());
    for (auto& answer : answers) answer = unpacker.text();
  }
  return unpacker.complete() ? std::optional(std::move(memory)) : std::nullopt;
}

}  // namespace

struct Romaniser::Engines {
  std::unordered_map<std::string, std::unique_ptr<icu::Transliterator>> all;
  std::mutex engine_lock;  // ICU does not promise that one transliterator may run twice at once
  std::shared_mutex memory_lock;
  Memory memory;

  // Engines are made when first needed: some take tens of milliseconds, and most names are Latin.
  std::string run(const std::string& id, icu::UnicodeString text) {
    const std::scoped_lock guard(engine_lock);
    auto [engine, is_new] = all.try_emplace(id);
    if (is_new) {
      UErrorCode status = U_ZERO_ERROR;
      engine->second.reset(icu::Transliterator::createInstance(id.c_str(), UTRANS_FORWARD, status));
    }
    if (engine->second) engine->second->transliterate(text);
    std::string result;
    text.toUTF8String(result);
    return result;
  }

  std::vector<std::string> remembered(const std::string& question, const auto& answer) {
    {
      const std::shared_lock guard(memory_lock);
      if (const auto found = memory.find(question); found != memory.end()) return found->second;
    }
    auto answered = answer();
    const std::unique_lock guard(memory_lock);
    if (memory.size() >= max_remembered) memory.clear();
    memory.emplace(question, answered);
    return answered;
  }

  std::vector<std::string> romanise(std::string_view text);
  std::vector<std::string> characters(const icu::UnicodeString& text);
};

// Han stays as it is, character by character, in its simplified form: readings differ by language. Syllables
// of Hangul and runs of kana become Latin.
std::vector<std::string> Romaniser::Engines::characters(const icu::UnicodeString& text) {
  std::vector<std::string> keys;
  icu::UnicodeString kana;
  const auto flush = [&] {
    if (kana.isEmpty()) return;
    if (auto key = plain(run(engine_for(kana), kana)); !key.empty()) keys.push_back(std::move(key));
    kana.remove();
  };
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const icu::UnicodeString character(c);
    if (is_han(c)) {
      flush();
      keys.push_back(fold(run("Traditional-Simplified", character)));
    } else if (script_of(character) == USCRIPT_HANGUL) {
      flush();
      keys.push_back(plain(run("Hangul-Latin", character)));
    } else {
      kana.append(c);
    }
  }
  flush();
  return keys;
}

std::vector<std::string> Romaniser::Engines::romanise(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::Normalizer2::getNFCInstance(status)->normalize(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}), status);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (is_han(c) || script_of(icu::UnicodeString(c)) == USCRIPT_HANGUL) return characters(source);
  }
  std::string latin =
      script_of(source) == USCRIPT_LATIN ? std::string(text) : run(engine_for(source), source);
  if (drops_final_vowel(script_of(source))) latin = without_silent_vowel(std::move(latin));
  latin = fold(latin);
  if (latin.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 '") != std::string::npos) {
    latin = run("Latin-ASCII", icu::UnicodeString::fromUTF8(latin));
  }
  std::vector<std::string> keys;
  std::string key;
  for (const char c : plain(latin) + ' ') {
    if (c != ' ') {
      key += c;
    } else if (!key.empty()) {
      keys.push_back(std::move(key));
      key.clear();
    }
  }
  return keys;
}

Romaniser::Romaniser(std::string_view ready) : engines_(std::make_unique<Engines>()) {
  if (auto known = unpacked(ready)) engines_->memory = std::move(*known);
}

std::string Romaniser::packed() const {
  const std::shared_lock guard(engines_->memory_lock);
  // In order, so that the same rules give the same bytes.
  const std::map<std::string, std::vector<std::string>> ordered(engines_->memory.begin(),
                                                                engines_->memory.end());
  Packer packer;
  packer.number(ordered.size());
  for (const auto& [question, answers] : ordered) {
    packer.text(question);
    packer.number(answers.size());
    for (const auto& answer : answers) packer.text(answer);
  }
  return packer.take();
}

Romaniser::~Romaniser() = default;

std::vector<std::string> Romaniser::keys(std::string_view run) const {
  return engines_->remembered(std::string(run), [&] { return engines_->romanise(run); });
}

std::string Romaniser::reading(std::string_view han) const {
  const auto read = [&] {
    const auto text = icu::UnicodeString::fromUTF8({han.data(), static_cast<int32_t>(han.size())});
    return std::vector<std::string>{plain(engines_->run("Han-Latin", text))};
  };
  return engines_->remembered("reading " + std::string(han), read).front();
}

}  // namespace domicile::match
