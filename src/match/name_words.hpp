#pragma once
// A line that names people → words. Every word gets a key of plain lower-case Latin letters, whatever script,
// case or diacritics it is written in: "Юлия" → "yuliya", "MÜLLER" → "muller", "O’Neil" → "oneil".

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace domicile::match {

struct LexiconEntry;

struct NameWord {
  std::string key;          ///< as above; for Han the character itself; for punctuation its own character
  std::uint32_t begin = 0;  ///< bytes in the line, without a closing full stop
  std::uint32_t end = 0;
  const LexiconEntry* entry = nullptr;  ///< what the tables know of it as a name
  std::uint32_t roles = 0;              ///< NameRole bits
  bool punctuation = false;             ///< one of & + / , ; ( )
  bool dotted = false;                  ///< a full stop follows: "J.", "Wm."
  bool hyphenated = false;  ///< joined to the word before by a hyphen, or written in one run with it (Han)
  bool upper = false;       ///< two letters or more, all of them upper case
  bool lower_start = false;
  bool foreign = false;     ///< written in another alphabet than Latin
  bool unvowelled = false;  ///< Arabic or Hebrew: short vowels are not written
  int script = 0;           ///< ICU's code of the alphabet, where it is foreign
  bool han = false;
  bool in_run = false;         ///< one character of a name written without blanks: "王小明", "김민준"
  bool digits = false;         ///< a digit stands among the letters: "Wh1tfield"
  bool marked = false;         ///< Latin with diacritics or letters beyond ASCII
  bool name_particle = false;  ///< "van", "de": set by the parser where it is no name itself

  [[nodiscard]] bool is(std::uint32_t role) const { return (roles & role) != 0; }
  [[nodiscard]] bool initial() const { return key.size() == 1 && !han && !in_run; }
};

/// Turns words of any script into Latin letters through ICU, by the letters' language where they tell it
/// (ї is Ukrainian). Remembers what it has seen; safe to share between threads.
class Romaniser {
 public:
  /// `ready` is what `packed` gave: runs that need not be asked of ICU, whose engines take long to make.
  /// Anything else is passed over.
  explicit Romaniser(std::string_view ready = {});
  ~Romaniser();
  Romaniser(const Romaniser&) = delete;
  Romaniser& operator=(const Romaniser&) = delete;

  /// Keys of one run of letters: "Юлия" → {"yuliya"}; "王小明" → {"王", "小", "明"}.
  [[nodiscard]] std::vector<std::string> keys(std::string_view run) const;

  /// How one Han character is read in Mandarin: "王" → "wang". Variants of one character read alike.
  [[nodiscard]] std::string reading(std::string_view han) const;

  /// All that it remembers, for `RuleBook::ready` under this name.
  static constexpr const char* ready_name = "romanised names";
  [[nodiscard]] std::string packed() const;

 private:
  struct Engines;
  std::unique_ptr<Engines> engines_;
};

/// Words of `line` in order. Text of more than 400 bytes is cut: no name is longer.
[[nodiscard]] std::vector<NameWord> name_words(std::string_view line, const Romaniser& romaniser);

/// True where one word mixes alphabets, imitates Latin letters in another one, or uses mathematical letters.
/// "Еleanor" with a Cyrillic Е is, "Юлия" and "Zoë" are not.
[[nodiscard]] bool has_lookalike_letters(std::string_view line);

}  // namespace domicile::match
