#include "match/name_holder.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "match/name_roles.hpp"

namespace domicile::match {
namespace {

using Words = std::vector<RoledWord>;

bool is_given(const NameWord& word) { return word.is(given); }
bool is_surname(const NameWord& word) { return word.is(surname); }

Generation generation_of(const RoledWord& word) {
  const auto& key = word.word.key;
  if (word.word.upper || word.word.dotted) {
    if (key == "ii") return Generation::junior;
    if (key == "iii") return Generation::third;
    if (key == "iv") return Generation::fourth;
  }
  if (word.is(grandchild)) return Generation::third;
  if (word.is(junior)) return Generation::junior;
  if (word.is(senior)) return Generation::senior;
  return Generation::none;
}

// Reads one segment of a line into a person.
class PersonReader {
 public:
  PersonReader(const Words& words, NameSegment segment, std::string_view line)
      : words_(words), segment_(segment), line_(line) {}

  Person read() {
    cut_birth_name();
    segment_ = without_titles(words_, segment_);
    cut_generation();
    segment_ = without_titles(words_, segment_);
    take_words();
    mark_particles();
    find_surname();
    return std::move(person_);
  }

 private:
  void cut_birth_name() {
    for (auto i = segment_.begin + 1; i < segment_.end; ++i) {
      const auto& word = words_[i];
      if (!word.is(birth) || (word.phrase_words == 1 && !word.word.dotted && word.word.key.size() < 3))
        continue;
      // "Mme Veuve Cazals Odette": a title before all names.
      if (without_titles(words_, {segment_.begin, i}).begin == i) continue;
      for (auto j = i + 1; j < segment_.end; ++j) {
        if (words_[j].is_name()) person_.birth_name.push_back(words_[j].word);
      }
      segment_.end = i;
      return;
    }
  }

  // The last word (Hungarian: the first), but never one of only two: "Jean Fils" has a surname.
  void cut_generation() {
    if (segment_.end - segment_.begin < 3) return;
    if (take_generation(words_[segment_.end - 1])) {
      --segment_.end;
    } else if (words_[segment_.begin].word.dotted && take_generation(words_[segment_.begin])) {
      ++segment_.begin;
    }
  }

  bool take_generation(const RoledWord& word) {
    const auto generation = generation_of(word);
    if (generation == Generation::none) return false;
    person_.generation = generation;
    person_.generation_text =
        line_.substr(word.word.begin, word.word.end - word.word.begin + (word.word.dotted ? 1 : 0));
    return true;
  }

  void take_words() {
    int comma = -1;
    for (auto i = segment_.begin; i < segment_.end; ++i) {
      if (words_[i].is_comma() && comma < 0 && !person_.words.empty())
        comma = static_cast<int>(person_.words.size());
      if (words_[i].word.punctuation) continue;
      if (comma >= 0 && static_cast<int>(person_.words.size()) == comma && words_[i].is(honorific)) continue;
      person_.words.push_back(words_[i].word);
    }
    const auto count = static_cast<int>(person_.words.size());
    if (comma > 0 && comma < count) {
      person_.surname_begin = 0;
      person_.surname_end = comma;
      person_.surname_certain = true;
    }
  }

  void mark_particles() {
    auto& words = person_.words;
    const auto count = words.size();
    for (std::size_t i = 0; i + 1 < count; ++i) {
      if (!words[i].is(particle) || words[i].is(family_first) || words[i].dotted) continue;
      // "Van Morrison" and "Al Smith" have given names that others use as particles.
      const bool first_of_two = i == 0 && count < 3 && !words[i + 1].hyphenated;
      const bool capital_initial = words[i].key.size() == 1 && !words[i].lower_start;
      words[i].name_particle = !first_of_two && !capital_initial;
    }
  }

  void find_surname() {
    if (person_.surname_certain || person_.words.empty()) return;
    if (!surname_in_capitals()) surname_by_place();
  }

  bool surname_in_capitals() {
    const auto& words = person_.words;
    const auto capital = [](const NameWord& word) { return word.upper; };
    const auto mixed = [](const NameWord& word) {
      return !word.upper && word.key.size() > 1 && !word.name_particle;
    };
    if (std::ranges::none_of(words, mixed)) return false;
    auto begin = std::ranges::find_if(words, capital);
    if (begin == words.end()) return false;
    auto end = begin;
    while (end != words.end() && (end->upper || end->name_particle)) ++end;
    if (std::any_of(end, words.end(), capital)) return false;
    // "Peter JP Smith" has two initials in capitals, no surname.
    const bool brief = end - begin == 1 && begin->key.size() < 3 && !begin->is(surname);
    const bool unspoken = begin->key.find_first_of("aeiouy") == std::string::npos;
    if (brief && (begin != words.begin() || unspoken)) return false;
    while (begin != words.begin() && std::prev(begin)->name_particle) --begin;
    person_.surname_begin = static_cast<int>(begin - words.begin());
    person_.surname_end = static_cast<int>(end - words.begin());
    person_.surname_certain = true;
    return true;
  }

  void surname_by_place() {
    const auto& words = person_.words;
    const auto count = static_cast<int>(words.size());
    const bool stands_first = count > 1 && words.front().is(family_first) && !words.back().is(family_first) &&
                              !words.front().is(given);
    if (stands_first || (words.front().in_run && count > 1)) {
      person_.surname_begin = 0;
      person_.surname_end = 1;
      return;
    }
    int begin = count - 1;
    while (begin > 1 && words[static_cast<std::size_t>(begin)].hyphenated) --begin;
    // Two surnames, where both are known as such and a given name is left before them, or where the first is
    // and given names alone stand before it: "Ma Guadalupe Hernández Zepeda".
    if (begin > 1) {
      const auto before = static_cast<std::size_t>(begin - 1);
      const bool known = is_surname(words[before]) && !is_given(words[before]);
      const bool all_given = before > 1 && std::all_of(words.begin(), words.begin() + begin - 1, is_given);
      if (known && (is_surname(words[before + 1]) || (all_given && !is_given(words[before + 1])))) --begin;
    }
    while (begin > 1 && words[static_cast<std::size_t>(begin - 1)].name_particle) --begin;
    person_.surname_begin = begin;
    person_.surname_end = count;
  }

  const Words& words_;
  NameSegment segment_;
  std::string_view line_;
  Person person_;
};

std::size_t names_of(const Person& person) {
  return static_cast<std::size_t>(
      std::ranges::count_if(person.words, [](const auto& w) { return !w.name_particle; }));
}

// "Kai & Petra Ostermann": Kai borrows the surname.
void borrow_surname(Person& borrower, const Person& owner) {
  const auto begin = owner.words.begin();
  borrower.surname_begin = static_cast<int>(borrower.words.size());
  borrower.words.insert(borrower.words.end(), begin + owner.surname_begin, begin + owner.surname_end);
  borrower.surname_end = static_cast<int>(borrower.words.size());
  borrower.surname_borrowed = true;
  borrower.surname_certain = owner.surname_certain;
}

void share_surnames(std::vector<Person>& persons) {
  const auto owner = std::ranges::find_if(persons, [](const Person& p) { return names_of(p) > 1; });
  const auto last_owner =
      std::ranges::find_if(persons.rbegin(), persons.rend(), [](const Person& p) { return names_of(p) > 1; });
  if (owner == persons.end()) return;
  const Person& first = *owner;
  const Person& last = *last_owner;
  for (auto& person : persons) {
    if (names_of(person) != 1) continue;
    const bool surname_already = is_surname(person.words.front()) && !is_given(person.words.front());
    if (surname_already) continue;
    borrow_surname(person, &person < &*owner ? first : last);
  }
}

// "AG" and "SA" must be written as the data writes them: "Sá" is a surname.
bool is_company_form(const RoledWord& word, std::string_view line, const NameLexicon& lexicon) {
  if (!word.is(company)) return false;
  if (word.phrase_words > 1 || word.word.key.size() > 2) return true;
  return lexicon.written_as_company(line.substr(word.word.begin, word.word.end - word.word.begin));
}

/// All words of a company's name but its legal form.
void name_company(const Words& words, Holder& holder, const NameLexicon& lexicon) {
  holder.company = true;
  Person name;
  for (const auto& word : words) {
    if (!word.word.punctuation && !is_company_form(word, holder.line, lexicon) && !word.is(joint))
      name.words.push_back(word.word);
  }
  name.surname_end = static_cast<int>(name.words.size());
  name.surname_certain = true;
  if (!name.words.empty()) holder.persons.push_back(std::move(name));
}

bool read_company(const Words& words, Holder& holder, const NameLexicon& lexicon) {
  const auto form = std::find_if(words.rbegin(), words.rend(), [&](const RoledWord& w) {
    return is_company_form(w, holder.line, lexicon);
  });
  if (form == words.rend()) {
    const auto of_firm = [](const RoledWord& word) { return word.is(of_firms); };
    if (words.size() < 2 || std::ranges::none_of(words, of_firm)) return false;
    name_company(words, holder, lexicon);  // "Lindqvist Farms"
    return true;
  }
  const auto at = static_cast<std::size_t>(words.rend() - form) - 1;
  const bool short_form = form->phrase_words == 1 && form->word.key.size() <= 3;
  if (short_form && (at + 1 != words.size() || at == 0)) return false;
  // "JONES AS" is more likely a person with initials than a Norwegian company.
  const bool doubtful = is_given(words.front().word) || words.front().word.upper;
  if (short_form && form->word.key.size() == 2 && words.size() == 2 && doubtful) return false;
  holder.company_form = form->word.key;
  name_company(words, holder, lexicon);
  return true;
}

void append_word(std::string& text, const NameWord& word, const NameWord* before, std::string_view line) {
  if (before != nullptr) {
    const bool adjacent = before->end <= word.begin && word.begin - before->end <= 2;
    const auto between =
        adjacent ? line.substr(before->end, word.begin - before->end) : std::string_view(" ");
    text += word.hyphenated ? between : std::string_view(before->dotted && between == "." ? "" : " ");
  }
  text += line.substr(word.begin, word.end - word.begin);
  if (word.dotted) text += '.';
}

}  // namespace

Holder parse_holder(std::string_view line, const NameLexicon& lexicon, const Romaniser& romaniser) {
  Holder holder;
  holder.line = line;
  const auto words = roled_words(line, lexicon, romaniser);
  if (words.empty() || read_company(words, holder, lexicon)) return holder;
  for (const auto& segment : segments_of(words)) {
    auto person = PersonReader(words, segment, line).read();
    if (!person.words.empty()) holder.persons.push_back(std::move(person));
  }
  if (holder.persons.size() > 1) share_surnames(holder.persons);
  return holder;
}

std::string full_name(const Person& person, std::string_view line) {
  std::string text;
  const NameWord* before = nullptr;
  const auto append = [&](int from, int to) {
    for (int i = from; i < to; ++i) {
      const auto& word = person.words[static_cast<std::size_t>(i)];
      append_word(text, word, before, line);
      before = &word;
    }
  };
  const auto count = static_cast<int>(person.words.size());
  const bool turned =
      person.surname_certain && person.surname_begin == 0 && person.surname_end < count &&
      line.substr(0, person.words[static_cast<std::size_t>(person.surname_end)].begin).contains(',');
  append(turned ? person.surname_end : 0, count);
  if (turned) append(0, person.surname_end);
  if (!person.generation_text.empty()) text.append(" ").append(person.generation_text);
  return text;
}

std::string without_titles(std::string_view line, const NameLexicon& lexicon, const Romaniser& romaniser) {
  const auto words = roled_words(line, lexicon, romaniser);
  std::string kept;
  const auto keep = [&](std::string_view text) {
    if (!kept.empty() && !text.empty()) kept += ' ';
    kept += text;
  };
  std::string joint_text;
  for (const auto& segment : segments_of(words)) {
    const auto inner = without_titles(words, segment);
    if (inner.begin < inner.end) {
      const auto& last = words[inner.end - 1].word;
      const auto begin = words[inner.begin].word.begin;
      if (!kept.empty()) keep(joint_text);
      keep(squeeze(line.substr(begin, last.end - begin + (last.dotted ? 1 : 0))));
    }
    if (segment.end < words.size()) {
      const auto& joint = words[segment.end].word;
      joint_text = line.substr(joint.begin, joint.end - joint.begin + (joint.dotted ? 1 : 0));
    }
  }
  return kept;
}

}  // namespace domicile::match
