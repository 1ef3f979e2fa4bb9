#include "match/name_spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace domicile::match {
namespace {

constexpr std::size_t max_letters = 40;

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') letters |= 1U << (c - 'a');
  }
  return letters;
}

// Cells of a table over both words, one row and column more than letters.
template <class Cell>
class Table {
 public:
  explicit Table(std::size_t width) : width_(width + 1) {}
  Cell& at(std::size_t i, std::size_t j) { return cells_[i * width_ + j]; }
  void clear(std::size_t height) { std::fill_n(cells_.begin(), (height + 1) * width_, Cell{}); }

 private:
  std::size_t width_;
  std::array<Cell, (max_letters + 1) * (max_letters + 1)> cells_;
};

// The languages whose rules lead from the beginnings of both words to each cell.
class Reach {
 public:
  Reach(std::string_view a, std::string_view b, const NameLexicon& lexicon, SpellingContext context)
      : a_(a), b_(b), lexicon_(lexicon), context_(context), reached_(b.size()) {
    reached_.clear(a.size());
  }

  bool complete() {
    reached_.at(0, 0) = ~std::uint64_t{0};
    for (std::size_t i = 0; i <= a_.size(); ++i) {
      for (std::size_t j = 0; j <= b_.size(); ++j) {
        if (reached_.at(i, j) != 0) leave(i, j);
      }
    }
    return reached_.at(a_.size(), b_.size()) != 0;
  }

 private:
  void leave(std::size_t i, std::size_t j) {
    const auto languages = reached_.at(i, j);
    const char left = i < a_.size() ? a_[i] : '\0';
    const char right = j < b_.size() ? b_[j] : '\0';
    if (left != '\0' && left == right) reached_.at(i + 1, j + 1) |= languages;
    if (left != '\0' && right != '\0') apply(lexicon_.letter_rules(left, right), i, j, languages);
    if (left != '\0') apply(lexicon_.letter_rules(left, '\0'), i, j, languages);
    if (right != '\0') apply(lexicon_.letter_rules('\0', right), i, j, languages);
    if (context_.free_vowels) skip_unwritten(i, j, languages);
  }

  void apply(const std::vector<LetterRule>& rules, std::size_t i, std::size_t j, std::uint64_t languages) {
    for (const auto& rule : rules) {
      const auto allowed = languages & (rule.strict | (rule.loose & context_.loose_languages));
      if (allowed == 0 || !a_.substr(i).starts_with(rule.left) || !b_.substr(j).starts_with(rule.right))
        continue;
      reached_.at(i + rule.left.size(), j + rule.right.size()) |= allowed;
    }
  }

  // Vowels, and the second of a doubled letter.
  void skip_unwritten(std::size_t i, std::size_t j, std::uint64_t languages) {
    const auto skippable = [](std::string_view word, std::size_t at) {
      return at < word.size() && (is_vowel(word[at]) || (at > 0 && word[at] == word[at - 1]));
    };
    if (skippable(a_, i)) reached_.at(i + 1, j) |= languages;
    if (skippable(b_, j)) reached_.at(i, j + 1) |= languages;
  }

  std::string_view a_;
  std::string_view b_;
  const NameLexicon& lexicon_;
  SpellingContext context_;
  Table<std::uint64_t> reached_;
};

// Final vowels tell Mario from Maria, so they weigh in full.
double substitution_cost(std::string_view a, std::size_t i, std::string_view b, std::size_t j) {
  if (a[i] == b[j]) return 0;
  const bool final = i + 1 == a.size() && j + 1 == b.size();
  return !final && is_vowel(a[i]) && is_vowel(b[j]) ? 0.5 : 1.0;
}

double skipping_cost(std::string_view word, std::size_t at) {
  if (at > 0 && word[at] == word[at - 1]) return 0.4;
  if (word[at] == 'h' && at > 0) return 0.5;
  return is_vowel(word[at]) && at + 1 < word.size() && at > 0 ? 0.6 : 1.0;
}

double distance(std::string_view a, std::string_view b) {
  Table<float> cost(b.size());
  cost.at(0, 0) = 0;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e9;
      if (i > 0) best = std::min(best, cost.at(i - 1, j) + skipping_cost(a, i - 1));
      if (j > 0) best = std::min(best, cost.at(i, j - 1) + skipping_cost(b, j - 1));
      if (i > 0 && j > 0)
        best = std::min(best, cost.at(i - 1, j - 1) + substitution_cost(a, i - 1, b, j - 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, cost.at(i - 2, j - 2) + 0.8);
      }
      cost.at(i, j) = static_cast<float>(best);
    }
  }
  return cost.at(a.size(), b.size());
}

// Groups of letters that look alike on a bad scan are brought to one form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> shapes = {{
    {"rn", "m"},
    {"cl", "d"},
    {"vv", "w"},
    {"ii", "u"},
    {"li", "h"},
    {"nn", "m"},
    {"0", "o"},
    {"1", "l"},
    {"5", "s"},
    {"8", "b"},
    {"2", "z"},
    {"6", "g"},
    {"9", "g"},
    {"i", "l"},
}};

std::string scanned_shape(std::string_view word) {
  static constexpr std::string_view first_letters = "rcviln0125869";
  std::string shape;
  while (!word.empty()) {
    const auto* found = shapes.end();
    if (first_letters.find(word.front()) != std::string_view::npos) {
      found = std::ranges::find_if(shapes, [&](const auto& pair) { return word.starts_with(pair.first); });
    }
    if (found == shapes.end()) {
      shape += word.front();
      word.remove_prefix(1);
    } else {
      shape += found->second;
      word.remove_prefix(found->first.size());
    }
  }
  return shape;
}

// Letters that no confusion adds or takes away.
constexpr std::uint32_t steadfast_letters = [] {
  std::uint32_t letters = (1U << 26) - 1;
  for (const char c : std::string_view("rnmcldvwiuhosbzg")) letters &= ~(1U << (c - 'a'));
  return letters;
}();

bool have_little_in_common(std::string_view a, std::string_view b) {
  const auto of_a = letters_of(a);
  const auto of_b = letters_of(b);
  return std::popcount(of_a & of_b) * 3 < std::popcount(of_a | of_b);
}

}  // namespace

bool written_otherwise(std::string_view a, std::string_view b, const NameLexicon& lexicon,
                       SpellingContext context) {
  if (a.size() > max_letters || b.size() > max_letters || a.empty() || b.empty()) return false;
  const bool long_enough = std::min(a.size(), b.size()) > 3;
  if (!context.free_vowels && long_enough && have_little_in_common(a, b)) return false;
  return Reach(a, b, lexicon, context).complete();
}

double likeness(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty() || a.size() > max_letters || b.size() > max_letters) return 0;
  const auto longer = static_cast<double>(std::max(a.size(), b.size()));
  const auto shorter = static_cast<double>(std::min(a.size(), b.size()));
  if (shorter * 2 < longer) return 0;
  if (have_little_in_common(a, b)) return 0;
  const double share = distance(a, b) / longer;
  return std::clamp(1.0 - 1.7 * share, 0.0, 1.0);
}

std::string sound_of(std::string_view key) {
  std::string sound;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char next = i + 1 < key.size() ? key[i + 1] : '\0';
    char c = key[i];
    if (c == 'p' && next == 'h') c = 'f';
    if (c == 'y' || c == 'j') c = 'i';
    if (c == 'w') c = 'v';
    if (c == 'q' || (c == 'c' && next != 'h')) c = 'k';
    if (c == 'z') c = 's';
    const bool mute = c == 'h' && i > 0 && !is_vowel(key[i - 1]);
    const bool heard_already = sound.ends_with(c) || (c == 'i' && sound.ends_with('e'));
    if (!mute && !heard_already) sound += c;
  }
  return sound;
}

bool confused_by_scanner(std::string_view a, std::string_view b) {
  if (a == b || a.size() > max_letters || b.size() > max_letters) return false;
  if (a.size() > b.size() + 3 || b.size() > a.size() + 3) return false;
  if (((letters_of(a) ^ letters_of(b)) & steadfast_letters) != 0) return false;
  return scanned_shape(a) == scanned_shape(b);
}

}  // namespace domicile::match
