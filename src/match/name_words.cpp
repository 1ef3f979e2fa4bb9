#include "match/name_words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t max_line_bytes = 400;
constexpr std::size_t max_words = 40;

bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x00B4 || c == 0x02BB ||
         c == 0x2BE || c == 0x2BF;
}

bool is_hyphen(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30A0; }

bool is_ascii_letter(UChar32 c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool belongs_to_word(UChar32 c) {
  if (c < 0x80) return is_ascii_letter(c) || (c >= '0' && c <= '9');
  return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK ||
         c == 0x30FC || c == 0xAD;
}

// Names of foreigners are written in katakana.
bool ends_japanese_name(UChar32 c) {
  constexpr UChar32 first_hiragana = 0x3041, last_hiragana = 0x309F;
  return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= first_hiragana && c <= last_hiragana);
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

// Short vowels are left out, or an "a" is heard that nobody writes in Latin letters.
bool writes_few_vowels(UScriptCode script) {
  switch (script) {
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GUJARATI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
      return true;
    default:
      return false;
  }
}

// What was seen of the run of letters that is being read.
struct Run {
  std::uint32_t begin = 0;
  std::string text;  // without apostrophes
  int letters = 0;
  int upper = 0;
  bool ascii = true;
  bool digits = false;
  bool lower_start = false;
  bool foreign = false;
  int script = 0;
  bool unvowelled = false;
  bool han = false;
  bool hangul = false;
};

class Reader {
 public:
  Reader(std::string_view line, const Romaniser& romaniser) : line_(line), romaniser_(romaniser) {
    words_.reserve(8);
  }

  std::vector<NameWord> read() && {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line_.data());
    const auto length = static_cast<int32_t>(line_.size());
    for (int32_t i = 0; i < length && words_.size() < max_words;) {
      const int32_t start = i;
      UChar32 c = 0;
      U8_NEXT(bytes, i, length, c);
      take(c < 0 ? 0xFFFD : c, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i));
    }
    flush(static_cast<std::uint32_t>(line_.size()));
    return std::move(words_);
  }

 private:
  void take(UChar32 c, std::uint32_t start, std::uint32_t end) {
    if (belongs_to_word(c)) {
      last_letter_ = c;
      extend(c, start, end);
    } else if (is_apostrophe(c) && !run_.text.empty()) {
      // "O'Neil" is one word; a closing quotation mark ends nothing that the next blank would not end.
    } else {
      flush(start);
      if (is_hyphen(c)) {
        hyphen_ = !words_.empty() && words_.back().end == start;
        // "TREMBLAY -WOODS"
        if (!words_.empty() && words_.back().end + 1 == start) behind_loose_hyphen_ = end;
      } else if (c == 0xFF06 || ((c == 0x30FB || c == 0x3001) && ends_japanese_name(last_letter_))) {
        // 長谷川 翔太・佐藤 真理子, 小林 陽子、佐藤 太郎; within ジョン・スミス it is a blank
        add_punctuation('&', start, end);
      } else if (c == '.' || c == 0x30FB || c == 0xB7) {
        if (!words_.empty() && words_.back().end == start) words_.back().dotted = c == '.';
      } else if (c < 0x80 &&
                 std::string_view("&+/,;()\"").find(static_cast<char>(c)) != std::string_view::npos) {
        add_punctuation(static_cast<char>(c), start, end);
      } else if (!u_isUWhiteSpace(c)) {
        hyphen_ = false;
      }
    }
  }

  void extend(UChar32 c, std::uint32_t start, std::uint32_t end) {
    if (run_.text.empty()) {
      run_.begin = start;
      hyphen_ |= start == behind_loose_hyphen_;
    }
    run_.text += line_.substr(start, end - start);
    if (c < 0x80) {
      if (c >= '0' && c <= '9') {
        run_.digits = true;
        return;
      }
      const bool upper = c <= 'Z';
      if (run_.letters == 0) run_.lower_start = !upper;
      run_.upper += upper;
      ++run_.letters;
      return;
    }
    run_.ascii = false;
    if (!u_isalpha(c)) {
      run_.digits = run_.digits || u_isdigit(c);
      return;
    }
    const bool upper = u_isupper(c) || u_istitle(c);
    if (run_.letters == 0) run_.lower_start = u_islower(c);
    run_.upper += upper;
    ++run_.letters;
    note_script(script_of(c));
  }

  void note_script(UScriptCode script) {
    if (script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return;
    run_.foreign = true;
    run_.script = script;
    run_.han = run_.han || script == USCRIPT_HAN;
    run_.hangul = run_.hangul || script == USCRIPT_HANGUL;
    run_.unvowelled = run_.unvowelled || writes_few_vowels(script);
  }

  void flush(std::uint32_t end) {
    if (run_.text.empty()) return;
    NameWord word;
    word.begin = run_.begin;
    word.end = end;
    word.hyphenated = hyphen_;
    word.upper = run_.letters > 1 && run_.upper == run_.letters;
    word.lower_start = run_.lower_start;
    word.foreign = run_.foreign;
    word.script = run_.script;
    word.unvowelled = run_.unvowelled;
    word.digits = run_.digits;
    word.marked = !run_.ascii && !run_.foreign;
    if (run_.ascii) {
      word.key = std::move(run_.text);
      for (auto& c : word.key) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      words_.push_back(std::move(word));
    } else {
      add_romanised(word);
    }
    run_ = {};
    hyphen_ = false;
  }

  void add_romanised(const NameWord& model) {
    bool first = true;
    for (auto& key : romaniser_.keys(run_.text)) {
      NameWord word = model;
      word.han = run_.han && static_cast<unsigned char>(key.front()) >= 0x80;
      word.in_run = run_.han || run_.hangul;
      if (word.in_run) locate(word);
      word.hyphenated = first ? model.hyphenated : true;
      word.key = std::move(key);
      words_.push_back(std::move(word));
      first = false;
    }
  }

  // A character of a run stands at its own place in the line; kana between ideographs ("トシ子") are one
  // word.
  void locate(NameWord& word) const {
    const auto run_end = word.end;
    if (!words_.empty() && words_.back().in_run) word.begin = std::max(word.begin, words_.back().end);
    if (word.begin >= run_end) return;
    int32_t next = static_cast<int32_t>(word.begin);
    const auto end = static_cast<int32_t>(run_end);
    U8_FWD_1(line_.data(), next, end);
    while (run_.han && !word.han && next < end) {
      UChar32 c = 0;
      int32_t behind = next;
      U8_NEXT(line_.data(), behind, end, c);
      if (script_of(c) == USCRIPT_HAN) break;
      next = behind;
    }
    word.end = static_cast<std::uint32_t>(next);
  }

  void add_punctuation(char c, std::uint32_t start, std::uint32_t end) {
    NameWord word;
    word.key = std::string(1, c);
    word.begin = start;
    word.end = end;
    word.punctuation = true;
    words_.push_back(std::move(word));
    hyphen_ = false;
  }

  std::string_view line_;
  const Romaniser& romaniser_;
  std::vector<NameWord> words_;
  Run run_;
  UChar32 last_letter_ = 0;
  bool hyphen_ = false;
  std::uint32_t behind_loose_hyphen_ = 0;  ///< where a hyphen ends that only a blank stands before
};

// Letters of Cyrillic and Greek that look like a Latin one.
bool imitates_latin(UChar32 c) {
  static constexpr std::u32string_view lookalikes = U"АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲνι";
  return lookalikes.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

struct ScriptsOfRun {
  bool latin = false, other = false, all_imitate = true;
  std::vector<UScriptCode> scripts;

  void note(UChar32 c) {
    const auto script = script_of(c);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return;
    if (script == USCRIPT_LATIN) {
      latin = true;
    } else {
      other = true;
      all_imitate = all_imitate && imitates_latin(c);
    }
    const auto group = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
    if (std::ranges::find(scripts, group) == scripts.end()) scripts.push_back(group);
  }
};

bool is_mathematical(UChar32 c) { return c >= 0x1D400 && c <= 0x1D7FF; }

}  // namespace

std::vector<NameWord> name_words(std::string_view line, const Romaniser& romaniser) {
  return Reader(line.substr(0, max_line_bytes), romaniser).read();
}

bool has_lookalike_letters(std::string_view line) {
  if (std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return false;
  bool latin_word = false;
  bool imitating_word = false;
  ScriptsOfRun run;
  const auto close_run = [&] {
    if (run.scripts.size() > 1) return true;
    latin_word = latin_word || run.latin;
    imitating_word = imitating_word || (run.other && run.all_imitate);
    run = {};
    return false;
  };
  for (const auto point : to_utf32(line)) {
    const auto c = static_cast<UChar32>(point);
    if (is_mathematical(c)) return true;
    if (u_isalpha(c)) {
      run.note(c);
    } else if (!belongs_to_word(c) && close_run()) {
      return true;
    }
  }
  if (close_run()) return true;
  return latin_word && imitating_word;
}

}  // namespace domicile::match
