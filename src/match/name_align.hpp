#pragma once
// Which word of one person's name answers to which word of the other's, and how.

#include <string_view>
#include <vector>

#include "match/name_holder.hpp"

namespace domicile::match {

/// How two words are related, from most to least alike.
enum class Relation {
  equal,
  spelled,
  scanned,
  variant,
  diminutive,
  shared_short,
  gendered,
  initial,
  unvowelled,
  similar,
  none
};

struct Tie {
  Relation relation = Relation::none;
  double likeness = 0;  ///< 0..1

  /// True where the words are one name beyond doubt.
  [[nodiscard]] bool certain() const { return relation <= Relation::scanned; }
};

/// What a comparison of two persons needs to know besides their words.
struct AlignContext {
  const NameLexicon& lexicon;
  double confidence = 1;              ///< of the worse side, 0..1
  std::uint64_t loose_languages = 0;  ///< languages that both names may be of
};

/// For each word of a person the answering word of the other, -1 for none.
struct Alignment {
  std::vector<int> a_to_b;
  std::vector<int> b_to_a;
  std::vector<Tie> ties;  ///< by word of `a`
};

/// How two words are related. Symmetric.
[[nodiscard]] Tie tie_between(const NameWord& a, const NameWord& b, const AlignContext& context);

/// Words that one side writes in one and the other in several are joined: "de la Cruz" and "Delacruz".
void join_words(Person& a, Person& b, const AlignContext& context);

/// Names are aligned with names, particles are left alone.
[[nodiscard]] Alignment align(const Person& a, const Person& b, const AlignContext& context);

/// Languages that a name is known to be of, by its words in the tables and its endings; 0 where it could be
/// of many.
[[nodiscard]] std::uint64_t languages_of(const Person& person, const NameLexicon& lexicon);

}  // namespace domicile::match
