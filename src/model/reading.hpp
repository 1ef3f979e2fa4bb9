#pragma once
// What a document says: kind, issuer, holder, address, date, each with the evidence for it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/account.hpp"
#include "model/geometry.hpp"
#include "model/page.hpp"

namespace domicile {

/// One piece of evidence for or against a candidate, in words a person can read.
struct Evidence {
  std::string text;   ///< "label 'Bill date' to the left"
  double weight = 0;  ///< log-odds that it adds; negative speaks against
};

/// Where a value was found and how sure it is.
struct Finding {
  double confidence = 0;  ///< calibrated probability that the value is right, 0..1
  int page = 0;           ///< from 1
  Box box;
  std::vector<Evidence> evidence;  ///< strongest first
  WordSource source = WordSource::text_layer;
  double legibility = 1;  ///< lowest confidence of the words that it was read from, 0..1
};

/// Words that a value rests on beside its own. Not part of the JSON.
struct Witness : Finding {
  std::string text;  ///< as printed
};

struct KindReading {
  std::string value = "other";  ///< utility_bill, bank_statement, other
  std::string subkind;          ///< electricity, checking, payslip …; empty where it can't be told
  double confidence = 0;
  std::vector<Evidence> evidence;
  std::vector<Witness> words;  ///< its heading, and some of its vocabulary; none for `other`
};

struct IssuerReading : Finding {
  std::string value;
};

struct NameReading : Finding {
  std::string value;             ///< holder as printed, without titles
  std::string text;              ///< as printed
  std::vector<std::string> all;  ///< each person in full
};

struct AddressReading : Finding {
  std::string value;               ///< one line, tidied
  std::vector<std::string> lines;  ///< as printed
  AddressComponents components;
  bool is_service_address = false;  ///< the only address of the holder is where the supply is
};

struct DateReading : Finding {
  Date value{};
  std::string text;                    ///< as printed
  std::string label;                   ///< as printed; empty where there is none
  std::optional<Witness> label_words;  ///< the label where it stands
  std::string role;                    ///< bill_date, statement_date, invoice_date, letter_date, period_end
  std::string order;                   ///< "M/D/Y" where all is numbers, else "named month" or "Y-M-D" …
  std::optional<Date> other_value;     ///< the other reading of an ambiguous numeric date
  bool order_settled = true;           ///< false where nothing but habit says which reading is meant
};

struct OtherDate {
  std::string role;  ///< due_date, period_start, period_end, reading, transaction, print, other
  Date value{};
  std::string text;
  int page = 0;
  Box box;
};

struct OtherAddress {
  std::string role;  ///< issuer, remittance, service, other
  std::vector<std::string> lines;
  int page = 0;
  Box box;
};

/// A candidate that did not win, kept so that a person can see what else was considered.
struct RunnerUp {
  std::string field;  ///< name, address, issue_date, issuer, kind
  std::string value;
  double confidence = 0;
  int page = 0;
  Box box;
  std::vector<Evidence> evidence;
};

/// Milliseconds spent, wall clock.
struct Timings {
  double open = 0, text = 0, render = 0, ocr = 0, parse = 0, total = 0;
};

/// domicile.reading/1 of the contract. An absent field is nullopt, never an empty string.
struct Reading {
  std::string file;
  std::string sha256;
  std::string media_type;
  int pages = 0;
  std::string source = "text_layer";  ///< text_layer, ocr, mixed
  std::string locale;                 ///< BCP 47; empty where it can't be told
  Quality quality;
  KindReading kind;
  std::optional<IssuerReading> issuer;
  std::optional<NameReading> name;
  std::optional<AddressReading> address;
  std::optional<DateReading> issue_date;
  std::vector<OtherDate> other_dates;
  std::vector<OtherAddress> other_addresses;
  std::vector<IntegrityFinding> integrity;
  std::vector<RunnerUp> runners_up;
  std::vector<Error> problems;  ///< why it is incomplete: an encrypted file, a crashed reader …
  bool several_documents = false;
  Timings timings;
};

}  // namespace domicile
