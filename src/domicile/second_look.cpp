#include "domicile/second_look.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>

#include "base/text.hpp"
#include "domicile/sign_look.hpp"
#include "domicile/two_readings.hpp"

namespace domicile {
namespace {

constexpr double much_more = 1.2;  // of the width that the other covers

// Words of both readings that lie over one another: "Garde n" and "Garden".
std::vector<Group> overlapping(const std::vector<Word>& first, const std::vector<Word>& again) {
  Grouping grouping(first.size(), again.size());
  for (std::size_t j = 0; j < again.size(); ++j) {
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (lie_over(first[i].box, again[j].box)) grouping.join(i, first.size() + j);
    }
  }
  return grouping.groups();
}

std::string key_of(const Word& word) { return join(fold_tokens(word.text), ""); }

// One reading of a group: its words from left to right.
struct Version {
  std::vector<Word> words;
  std::string text;
  double confidence = 0;  // mean of the letters
  double width = 0;       // that its words cover

  Version(const std::vector<Word>& all, const std::vector<std::size_t>& chosen) {
    for (const auto at : chosen) words.push_back(all[at]);
    std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
    double letters = 0;
    for (const auto& word : words) {
      const auto size = static_cast<double>(to_utf32(word.text).size());
      letters += size;
      confidence += size * word.confidence;
      text += key_of(word);
      width += word.box.width();
    }
    if (letters > 0) confidence /= letters;
  }
};

// The same letters read twice, as parts of two lines: "134, 134," one over the other.
bool is_doubled(const Version& version) {
  constexpr double inside = 0.5;
  for (std::size_t i = 1; i < version.words.size(); ++i) {
    const Box &left = version.words[i - 1].box, &right = version.words[i].box;
    const double common = std::min(left.x1, right.x1) - std::max(left.x0, right.x0);
    if (share_a_row(left, right) && common > inside * std::min(left.width(), right.width())) return true;
  }
  return false;
}

// A word of `one` reaches over two lines of `other`: it was put together from both.
bool mixes_lines(const Version& one, const Version& other) {
  return std::ranges::any_of(one.words, [&](const Word& word) {
    std::vector<Box> beneath;
    for (const auto& part : other.words)
      if (lie_over(word.box, part.box)) beneath.push_back(part.box);
    return std::ranges::any_of(beneath, [&](const Box& part) { return !share_a_row(part, beneath.front()); });
  });
}

// What one reading passed over the other has seen: "21.10.2026" says more than "2026".
bool sees_more(const Version& one, const Version& other) {
  return one.confidence >= believable && one.text.size() > other.text.size() &&
         one.width > much_more * other.width;
}

bool outdoes(const Version& one, const Version& other) {
  if (sees_more(one, other)) return true;
  return !sees_more(other, one) && one.confidence >= other.confidence;
}

// "7,ap.42", "67000Strasbourg": words that lost their blanks.
bool runs_on(const Word& word) {
  constexpr std::size_t number = 4;
  const auto letters = to_utf32(word.text);
  std::size_t digits = 0;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    const bool mark = letters[i] == U',' || letters[i] == U'.' || letters[i] == U';';
    digits = letters[i] < 0x80 && is_digit(static_cast<char>(letters[i])) ? digits + 1 : 0;
    const bool letter_next = character_shares(to_utf8(letters.substr(i + 1, 1))).letters > 0;
    if (letter_next && (digits >= number || (mark && i > 0))) return true;
  }
  return false;
}

std::ptrdiff_t marks_in(const Version& version) {
  std::ptrdiff_t marks = 0;
  for (const auto& word : version.words)
    marks += std::ranges::count_if(word.text, [](char c) { return c == '.' || c == '/' || c == '-'; });
  return marks;
}

// Of two readings with the same letters: one that runs on is worse, then one that broke a number or a name,
// then one that passed over the dots of a date.
bool better_parted(const Version& one, const Version& other) {
  const auto run_on = [](const Version& version) { return std::ranges::count_if(version.words, runs_on); };
  if (run_on(one) != run_on(other)) return run_on(one) < run_on(other);
  if (one.words.size() != other.words.size()) return one.words.size() < other.words.size();
  // "3." between "18." and "2026": without its stop there is no date.
  const bool part_of_date =
      one.words.size() == 1 && digits_of(one.text).size() == one.text.size() && one.text.size() <= 2;
  const std::ptrdiff_t marks_of_date = part_of_date ? 1 : 2;  // a single dot is as well a speck
  return !digits_of(one.text).empty() && marks_in(one) > marks_in(other) && marks_in(one) >= marks_of_date;
}

// All words of `less`, and others that are believed: a box of `less` reaches too far, as that of "Statement"
// over "Statement date".
bool has_all_and_more(const Version& more, const Version& less) {
  if (more.words.size() <= less.words.size()) return false;
  std::vector<std::string> lacking;
  lacking.reserve(less.words.size());
  for (const auto& word : less.words) lacking.push_back(key_of(word));
  for (const auto& word : more.words) {
    const auto known = std::ranges::find(lacking, key_of(word));
    if (known != lacking.end())
      lacking.erase(known);
    else if (word.confidence < believable)
      return false;
  }
  return lacking.empty();
}

// The words of `more`, those that `less` has too seen twice.
std::vector<Word> with_witness(std::vector<Word> more, const Version& less) {
  for (auto& word : more) {
    const auto twice = std::ranges::find(less.words, key_of(word), key_of);
    if (twice != less.words.end()) word.confidence = of_two_witnesses(word.confidence, twice->confidence);
  }
  return more;
}

std::vector<Word> settled(Version first, Version again) {
  if (first.text == again.text) {
    auto& whole = better_parted(again, first) ? again : first;
    const double other = &whole == &again ? first.confidence : again.confidence;
    for (auto& word : whole.words) word.confidence = of_two_witnesses(word.confidence, other);
    // A box that misses its first letter leaves a gap in the line.
    for (std::size_t i = 0; first.words.size() == again.words.size() && i < whole.words.size(); ++i) {
      whole.words[i].box.x0 = std::min(first.words[i].box.x0, again.words[i].box.x0);
      whole.words[i].box.x1 = std::max(first.words[i].box.x1, again.words[i].box.x1);
    }
    return whole.words;
  }
  if (const bool mixed = mixes_lines(first, again); mixed != mixes_lines(again, first))
    return mixed ? again.words : first.words;
  if (is_doubled(first) != is_doubled(again)) return is_doubled(first) ? again.words : first.words;
  if (has_all_and_more(first, again)) return with_witness(first.words, again);
  if (has_all_and_more(again, first)) return with_witness(again.words, first);
  auto& winner = outdoes(first, again) ? first : again;
  const auto& loser = &winner == &first ? again : first;
  if (sees_more(winner, loser) && winner.text.contains(loser.text)) return winner.words;
  const bool undecidable =
      digits_of(first.text) != digits_of(again.text) && winner.confidence - loser.confidence < plainly_better;
  doubt(winner.words, loser.confidence, undecidable);
  return winner.words;
}

bool says_something(const Word& word) {
  constexpr double of_one_letter = 0.7;
  const auto letters = key_of(word).size();
  return word.confidence >= (letters > 1 ? worth_adding : of_one_letter) && letters > 0;
}

// Reaches over an upright edge of what was read, so that a part of it was not seen.
bool is_cut(const Word& word, const std::vector<Box>& regions) {
  constexpr double as_good_as_there = 0.002;
  return std::ranges::any_of(regions, [&](const Box& region) {
    const bool inside = word.box.center_y() >= region.y0 && word.box.center_y() <= region.y1;
    const bool left = region.x0 > 0 && word.box.x0 < region.x0 + as_good_as_there;
    const bool right = region.x1 < 1 && word.box.x1 > region.x1 - as_good_as_there;
    return inside && (left || right);
  });
}

/// Takes the lines that hold ideographs out of both readings and gives them as one.
std::vector<Word> taken_sign_lines(Page& page, Page& again) {
  const auto was_read_again = [&](const Word& word) {
    return again.regions_read.empty() || std::ranges::any_of(again.regions_read, [&](const Box& region) {
             return share_inside(word.box, region) > 0.5;
           });
  };
  const auto beside = std::ranges::stable_partition(page.words, std::not_fn(was_read_again));
  std::vector<Word> first(beside.begin(), beside.end());
  std::vector<Word> settled;
  std::vector<bool> first_taken(first.size(), false), again_taken(again.words.size(), false);
  for (const Group& line : sign_lines(first, again.words)) {
    const auto take = [](const std::vector<Word>& all, const std::vector<std::size_t>& places, auto& taken) {
      std::vector<Word> words;
      for (const std::size_t at : places) {
        words.push_back(all[at]);
        taken[at] = true;
      }
      return words;
    };
    std::ranges::move(
        settled_signs(take(first, line.first, first_taken), take(again.words, line.again, again_taken)),
        std::back_inserter(settled));
  }
  page.words.erase(beside.begin(), beside.end());
  for (std::size_t i = 0; i < first.size(); ++i)
    if (!first_taken[i]) page.words.push_back(std::move(first[i]));
  std::vector<Word> left;
  for (std::size_t j = 0; j < again.words.size(); ++j)
    if (!again_taken[j]) left.push_back(std::move(again.words[j]));
  again.words = std::move(left);
  return settled;
}

}  // namespace

void add_second_look(Page& page, Page again) {
  std::erase_if(again.words, [&](const Word& word) { return is_cut(word, again.regions_read); });
  std::vector<Word> words = taken_sign_lines(page, again);
  for (const auto& group : overlapping(page.words, again.words)) {
    if (group.again.empty()) {
      for (const auto at : group.first) words.push_back(page.words[at]);
    } else if (group.first.empty()) {
      for (const auto at : group.again) {
        if (says_something(again.words[at])) words.push_back(again.words[at]);
      }
    } else {
      std::ranges::move(settled(Version(page.words, group.first), Version(again.words, group.again)),
                        std::back_inserter(words));
    }
  }
  page.words = std::move(words);
}

}  // namespace domicile
