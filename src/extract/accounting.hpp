#pragma once
// What tells a bill or a statement from a letter about one: it settles something. A letter of a power company
// or a bank has the words of both, but asks for no sum and shows no balance.

#include "extract/marked.hpp"

namespace domicile::extract {

struct Accounting {
  int totals = 0;        ///< labels of a total of whatever, with a number
  int sums_due = 0;      ///< labels of what a bill asks for or gives back in all, with a number
  bool dated = false;    ///< "Bill date", "Statement date" or the like stands before a date, in no sentence
  int balances = 0;      ///< labels of a balance or of the sum of movements, with a number
  double prose = 0;      ///< share of page one's letters that stand in running text of usual size, 0..1
  double body = 0;       ///< the same of its middle, where a letter says what it is about
  bool greets = false;   ///< "Dear Ms Brown," on page one
  bool closes = false;   ///< "Yours sincerely" has a line for itself
  bool adds_up = false;  ///< a column of amounts is summed up
  int blanks = 0;        ///< lines to write on and boxes to tick
};

/// Of the first four pages; prose and greeting of page one.
[[nodiscard]] Accounting accounting_of(const Marked& marked);

}  // namespace domicile::extract
