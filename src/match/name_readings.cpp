#include "match/name_readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace domicile::match {
namespace {

using Index = std::size_t;

constexpr std::size_t most_missing = 2;

// Where a person's surname stands, as one way to read the name.
struct Order {
  int surname_begin, surname_end;
  bool turned = false;  // against the usual order
  bool pair = false;    // two surnames stand first

  [[nodiscard]] bool is_surname(Index i) const {
    return static_cast<int>(i) >= surname_begin && static_cast<int>(i) < surname_end;
  }
};

// "HERNANDEZ ZEPEDA MA GUADALUPE", as lists of customers have it.
bool leads_with_two_surnames(const std::vector<NameWord>& words) {
  if (words.size() < 3 || !words[0].is(surname) || words[0].is(given) || words[1].is(given)) return false;
  return std::all_of(words.begin() + 2, words.end(), [](const NameWord& word) { return word.is(given); });
}

std::vector<Order> readings_of(const Person& person) {
  std::vector<Order> readings{{person.surname_begin, person.surname_end}};
  const auto count = static_cast<int>(person.words.size());
  if (person.surname_certain || person.surname_borrowed || count < 2) return readings;
  if (person.surname_begin > 0) {
    int end = 1;
    while (end < count - 1 && person.words[static_cast<Index>(end - 1)].name_particle) ++end;
    readings.push_back({0, end, true});
    if (leads_with_two_surnames(person.words)) readings.push_back({0, 2, true, true});
  } else if (person.surname_end < count) {
    int begin = count - 1;
    while (begin > person.surname_end && person.words[static_cast<Index>(begin)].hyphenated) --begin;
    readings.push_back({begin, count, true});
  }
  return readings;
}

// Builds the verdict on one pair of readings.
class Judge {
 public:
  Judge(const NameSide& a, const NameSide& b, const Alignment& alignment, Order reading_a, Order reading_b,
        bool turned)
      : a_(a), b_(b), alignment_(alignment), reading_a_(reading_a), reading_b_(reading_b), turned_(turned) {}

  Comparison judge() {
    judge_surnames();
    judge_given_names();
    judge_order();
    judge_descent();
    judge_generation();
    judge_reading_quality();
    return settled();
  }

 private:
  enum class Verdict { same, partly, different };

  [[nodiscard]] const std::vector<NameWord>& words_a() const { return a_.person.words; }
  [[nodiscard]] const std::vector<NameWord>& words_b() const { return b_.person.words; }
  [[nodiscard]] std::string text_a(Index i) const { return text(a_.holder.line, words_a()[i]); }
  [[nodiscard]] std::string text_b(Index i) const { return text(b_.holder.line, words_b()[i]); }
  static std::string text(std::string_view line, const NameWord& word) {
    return std::string(line.substr(word.begin, word.end - word.begin + (word.dotted ? 1 : 0)));
  }

  void note(std::string_view what, const std::string& in_a, const std::string& in_b) {
    comparison_.differences.push_back(turned_ ? fmt::format("{}: {} and {}", what, in_b, in_a)
                                              : fmt::format("{}: {} and {}", what, in_a, in_b));
  }
  void note_missing(std::string_view what, const std::string& missing) {
    comparison_.differences.push_back(fmt::format("{} on one side only: {}", what, missing));
  }
  void lower(double factor, Verdict verdict) {
    score_ *= factor;
    verdict_ = std::max(verdict_, verdict);
  }

  struct Leftovers {
    std::vector<Index> a, b;
  };

  // Words of one part of the name that answer to none of the same part on the other side.
  Leftovers leftovers(bool of_surname) const {
    Leftovers left;
    for (Index i = 0; i < words_a().size(); ++i) {
      if (words_a()[i].name_particle || reading_a_.is_surname(i) != of_surname) continue;
      const int j = alignment_.a_to_b[i];
      if (j < 0 || reading_b_.is_surname(static_cast<Index>(j)) != of_surname) left.a.push_back(i);
    }
    for (Index j = 0; j < words_b().size(); ++j) {
      if (words_b()[j].name_particle || reading_b_.is_surname(j) != of_surname) continue;
      const int i = alignment_.b_to_a[j];
      if (i < 0 || reading_a_.is_surname(static_cast<Index>(i)) != of_surname) left.b.push_back(j);
    }
    return left;
  }

  std::vector<Index> paired(bool of_surname) const {
    std::vector<Index> pairs;
    for (Index i = 0; i < words_a().size(); ++i) {
      const int j = alignment_.a_to_b[i];
      if (j >= 0 && reading_a_.is_surname(i) == of_surname &&
          reading_b_.is_surname(static_cast<Index>(j)) == of_surname) {
        pairs.push_back(i);
      }
    }
    return pairs;
  }

  // "Min-jun" and the characters of "小明" are one name each.
  static bool part_of_one_name(const std::vector<NameWord>& words, Index i) {
    return words[i].in_run || part_of_hyphenated(words, i);
  }

  static bool part_of_hyphenated(const std::vector<NameWord>& words, Index i) {
    return words[i].hyphenated || (i + 1 < words.size() && words[i + 1].hyphenated);
  }

  void judge_surnames() {
    const auto pairs = paired(true);
    const auto left = leftovers(true);
    for (const auto i : pairs) judge_surname_pair(i, static_cast<Index>(alignment_.a_to_b[i]));
    if (pairs.empty()) {
      judge_foreign_surnames(left);
    } else if (!left.a.empty() && !left.b.empty()) {
      note("second surname differs", text_a(left.a.front()), text_b(left.b.front()));
      lower(0.45, Verdict::partly);
    } else {
      for (const auto i : left.a) judge_missing_surname(words_a(), i, text_a(i));
      for (const auto j : left.b) judge_missing_surname(words_b(), j, text_b(j));
    }
    judge_surname_order(pairs);
  }

  // "García López" and "López García" are cousins.
  void judge_surname_order(const std::vector<Index>& pairs) {
    const auto turned = std::ranges::adjacent_find(
        pairs, [&](Index i, Index next) { return alignment_.a_to_b[i] > alignment_.a_to_b[next]; });
    if (turned == pairs.end()) return;
    note("surnames stand in another order", text_a(*turned),
         text_b(static_cast<Index>(alignment_.a_to_b[*std::next(turned)])));
    lower(0.8, Verdict::partly);
  }

  void judge_surname_pair(Index i, Index j) {
    const auto& tie = alignment_.ties[i];
    switch (tie.relation) {
      case Relation::equal:
        return;
      case Relation::spelled:
        note("surname is written otherwise", text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::same);
      case Relation::scanned:
        note("surname differs by letters that scanners confuse", text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::same);
      case Relation::initial:
        note("surname is an initial", text_a(i), text_b(j));
        return lower(0.55, Verdict::partly);
      case Relation::unvowelled:
        note("surname is written without vowels", text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      case Relation::gendered:
        note("surname has another ending", text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      case Relation::similar:
      case Relation::variant:
        note("surname is spelled differently", text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      default:
        note("surname differs", text_a(i), text_b(j));
        return lower(0.5, Verdict::partly);
    }
  }

  // No surname answers to a surname: another person, unless it stands among the other's names.
  void judge_foreign_surnames(const Leftovers& left) {
    if (left.a.empty() || left.b.empty()) return lower(0.5, Verdict::partly);
    const auto i = left.a.back();
    const auto j = left.b.back();
    note("surname differs", text_a(i), text_b(j));
    const bool elsewhere = alignment_.a_to_b[i] >= 0 || alignment_.b_to_a[j] >= 0;
    lower(elsewhere ? 0.55 : 0.25, elsewhere ? Verdict::partly : Verdict::different);
  }

  void judge_missing_surname(const std::vector<NameWord>& words, Index i, const std::string& missing) {
    note_missing("second surname stands", missing);
    lower(part_of_hyphenated(words, i) ? 0.80 : 0.95,
          part_of_hyphenated(words, i) ? Verdict::partly : Verdict::same);
  }

  std::optional<Index> first_given(const std::vector<NameWord>& words, const Order& reading) const {
    for (Index i = 0; i < words.size(); ++i) {
      if (!words[i].name_particle && !reading.is_surname(i)) return i;
    }
    return std::nullopt;
  }

  void judge_given_names() {
    const auto first_a = first_given(words_a(), reading_a_);
    const auto first_b = first_given(words_b(), reading_b_);
    if (!first_a && !first_b) return;
    if (!first_a || !first_b) {
      note_missing("given name stands", first_a ? text_a(*first_a) : text_b(*first_b));
      return lower(0.5, Verdict::partly);
    }
    const auto pairs = paired(false);
    const bool full_name_agrees = std::ranges::any_of(
        pairs, [&](Index i) { return alignment_.ties[i].certain() && !words_a()[i].initial(); });
    for (const auto i : pairs)
      judge_given_pair(i, static_cast<Index>(alignment_.a_to_b[i]), i == *first_a, full_name_agrees);
    judge_other_given_names(*first_a, *first_b, pairs);
  }

  void judge_given_pair(Index i, Index j, bool first, bool full_name_agrees) {
    const auto& tie = alignment_.ties[i];
    const auto* which = first ? "given name" : "middle name";
    const auto called = [&](std::string_view what) { return fmt::format("{} {}", which, what); };
    switch (tie.relation) {
      case Relation::equal:
        return;
      case Relation::spelled:
        note(called("is written otherwise"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::same);
      case Relation::scanned:
        note(called("differs by letters that scanners confuse"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::same);
      case Relation::initial:
        note(called("is an initial"), text_a(i), text_b(j));
        return lower(full_name_agrees ? 0.98 : 0.72, full_name_agrees ? Verdict::same : Verdict::partly);
      case Relation::diminutive:
      case Relation::shared_short:
        note(called("is a short form"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      case Relation::variant:
        note(called("is a form of the other"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      case Relation::unvowelled:
        note(called("is written without vowels"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
      case Relation::gendered:
        note(called("differs"), text_a(i), text_b(j));
        return lower(0.35, Verdict::different);
      default:
        note(called("is spelled differently"), text_a(i), text_b(j));
        return lower(tie.likeness, Verdict::partly);
    }
  }

  void judge_other_given_names(Index first_a, Index first_b, const std::vector<Index>& pairs) {
    const auto left = leftovers(false);
    const bool firsts_paired = alignment_.a_to_b[first_a] == static_cast<int>(first_b);
    if (pairs.empty()) {
      note("given name differs", text_a(first_a), text_b(first_b));
      return lower(0.3, Verdict::different);
    }
    if (!left.a.empty() && !left.b.empty() &&
        (part_of_one_name(words_a(), left.a.front()) || part_of_one_name(words_b(), left.b.front()))) {
      note("given name differs", text_a(left.a.front()), text_b(left.b.front()));
      return lower(0.35, Verdict::different);
    }
    if (!left.a.empty() && !left.b.empty()) {
      note(firsts_paired ? "middle name differs" : "given names differ", text_a(left.a.front()),
           text_b(left.b.front()));
      return lower(firsts_paired ? 0.48 : 0.35, firsts_paired ? Verdict::partly : Verdict::different);
    }
    if (!firsts_paired) {
      const bool missing = !left.a.empty() || !left.b.empty();
      note("given names stand in another order", text_a(first_a), text_b(first_b));
      lower(missing ? 0.78 : 0.85, Verdict::partly);
    }
    for (const auto i : left.a) judge_missing_given(words_a(), i, text_a(i), firsts_paired);
    for (const auto j : left.b) judge_missing_given(words_b(), j, text_b(j), firsts_paired);
    // A brother has as much in common.
    if (std::max(left.a.size(), left.b.size()) > most_missing) lower(0.85, Verdict::partly);
  }

  // Where "bin" first stands between two names, those two.
  static std::optional<std::pair<Index, Index>> child_and_father(const std::vector<NameWord>& words) {
    for (Index i = 1; i + 1 < words.size(); ++i) {
      if (words[i].is(child_of) && words[i].name_particle && !words[i - 1].name_particle &&
          !words[i + 1].name_particle) {
        return std::pair{i - 1, i + 1};
      }
    }
    return std::nullopt;
  }

  // "Muhammad bin Salman" is the son of Salman, "Salman bin Muhammad" may be his father.
  void judge_descent() {
    const auto of_a = child_and_father(words_a());
    const auto of_b = child_and_father(words_b());
    if (!of_a || !of_b) return;
    const bool exchanged = alignment_.a_to_b[of_a->first] == static_cast<int>(of_b->second) &&
                           alignment_.a_to_b[of_a->second] == static_cast<int>(of_b->first);
    if (!exchanged) return;
    note("child and father are exchanged", text_a(of_a->first), text_b(of_b->first));
    lower(0.3, Verdict::different);
  }

  void judge_missing_given(const std::vector<NameWord>& words, Index i, const std::string& missing,
                           bool firsts_paired) {
    if (words[i].is(honorific) && !words[i].is(given)) return;
    if (words[i].in_run) {
      note_missing("part of the given name stands", missing);
      return lower(0.4, Verdict::different);
    }
    if (part_of_hyphenated(words, i)) {
      note_missing("part of a double name stands", missing);
      return lower(0.80, Verdict::partly);
    }
    note_missing(firsts_paired ? "middle name stands" : "another given name stands", missing);
    lower(0.97, Verdict::same);
  }

  static bool all_given(const std::vector<NameWord>& words) {
    return std::ranges::all_of(words,
                               [](const NameWord& word) { return word.name_particle || word.is(given); });
  }

  // "Kovalenko Taras P": what only a family is called stands before what a person is called.
  static bool plainly_family_first(const std::vector<NameWord>& words) {
    return words.size() > 1 && !words[0].is(given) && !words[0].name_particle && words[1].is(given) &&
           !words[1].is(surname);
  }

  // "James Thomas" and "Thomas James" are two men. Where both stand family name first, something must say so.
  void judge_order() {
    if (reading_a_.turned && reading_b_.turned) {
      const bool sure = words_a().front().is(family_first) || words_b().front().is(family_first) ||
                        (words_a().back().is(given) && words_b().back().is(given)) ||
                        (plainly_family_first(words_a()) && plainly_family_first(words_b()));
      return sure ? lower(0.97, Verdict::same) : lower(0.75, Verdict::partly);
    }
    if (reading_a_.turned == reading_b_.turned) return;
    const bool two_words = words_a().size() == 2 && words_b().size() == 2;
    const bool either_way = two_words && all_given(words_a()) && all_given(words_b());
    if (either_way) note("names stand in another order", text_a(0), text_b(0));
    lower(either_way ? 0.80 : 0.985, either_way ? Verdict::partly : Verdict::same);
  }

  void judge_generation() {
    const auto of_a = a_.person.generation;
    const auto of_b = b_.person.generation;
    const std::string text_of_a(a_.person.generation_text);
    const std::string text_of_b(b_.person.generation_text);
    if (of_a == Generation::none && of_b == Generation::none) return;
    if (of_a == Generation::none || of_b == Generation::none) {
      note_missing("generation stands", of_a == Generation::none ? text_of_b : text_of_a);
      return lower(0.78, Verdict::partly);
    }
    if (of_a == of_b) return;
    note("generation differs", text_of_a, text_of_b);
    lower(0.25, Verdict::different);
  }

  // One word proves no person, unless both sides have no more.
  void judge_reading_quality() {
    const bool single_a = words_a().size() == 1;
    const bool single_b = words_b().size() == 1;
    if (single_a != single_b) lower(0.9, Verdict::partly);
  }

  Comparison settled() {
    switch (verdict_) {
      case Verdict::same:
        comparison_.outcome = Sameness::same;
        comparison_.score = std::clamp(score_, 0.86, 1.0);
        break;
      case Verdict::partly:
        comparison_.outcome = Sameness::partly;
        comparison_.score = std::min(score_, 0.85);
        break;
      case Verdict::different:
        comparison_.outcome = Sameness::different;
        comparison_.score = std::min(score_, 0.45);
        break;
    }
    return std::move(comparison_);
  }

  NameSide a_, b_;
  const Alignment& alignment_;
  Order reading_a_, reading_b_;
  bool turned_;
  double score_ = 1;
  Verdict verdict_ = Verdict::same;
  Comparison comparison_;
};

// A word of two surnames that stand first is a surname on the other side, too: "Ana Perez Garcia" is no
// "GARCIA PEREZ ANA".
bool crosses(const Alignment& alignment, Order reading_a, Order reading_b) {
  if (!reading_a.pair && !reading_b.pair) return false;
  for (Index i = 0; i < alignment.a_to_b.size(); ++i) {
    const int other = alignment.a_to_b[i];
    if (other >= 0 && reading_a.is_surname(i) != reading_b.is_surname(static_cast<Index>(other))) return true;
  }
  return false;
}

// Two names that both begin with a given name don't both begin with the family's.
bool plausible(const Person& a, Order order_a, const Person& b, Order order_b) {
  if (!order_a.turned || !order_b.turned) return true;
  const auto may_be_surname = [](const NameWord& word) { return word.is(family_first) || !word.is(given); };
  const bool usually_last = a.surname_begin > 0 && b.surname_begin > 0;
  return usually_last && may_be_surname(a.words.front()) && may_be_surname(b.words.front());
}

}  // namespace

Comparison best_reading(NameSide a, NameSide b, const Alignment& alignment, bool turned) {
  std::optional<Comparison> best;
  for (const auto& reading_a : readings_of(a.person)) {
    for (const auto& reading_b : readings_of(b.person)) {
      if (!plausible(a.person, reading_a, b.person, reading_b) || crosses(alignment, reading_a, reading_b))
        continue;
      auto comparison = Judge(a, b, alignment, reading_a, reading_b, turned).judge();
      const bool better = !best || comparison.score > best->score;
      if (better) best = std::move(comparison);
      if (best->score > 0.985) return *best;
    }
  }
  return *best;
}

}  // namespace domicile::match
