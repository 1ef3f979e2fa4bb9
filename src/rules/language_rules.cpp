#include "rules/language_rules.hpp"

namespace domicile::rules {

const std::vector<std::string>& label_roles() {
  static const std::vector<std::string> roles{
      "bill_date",       "statement_date",   "invoice_date",   "letter_date",
      "made_date",       "sent_date",        "period",         "period_start",
      "period_end",      "due_date",         "reading_date",   "transaction_date",
      "print_date",      "next_date",        "other_date",     "name",
      "owner",           "name_and_address", "salutation",     "subject",
      "mailing_address", "service_address",  "issuer_address", "remittance_address",
      "other_person",    "identifier",       "amount_due",     "balance",
      "total",           "amount",           "contact",        "endorsement",
      "address_part",    "closing"};
  return roles;
}

const std::vector<std::string>& kind_names() {
  static const std::vector<std::string> kinds{"utility_bill",
                                              "electricity",
                                              "gas",
                                              "water",
                                              "internet",
                                              "phone",
                                              "council_tax",
                                              "waste",
                                              "heating",
                                              "bank_statement",
                                              "checking",
                                              "savings",
                                              "credit_card",
                                              "mobile_phone_bill",
                                              "payslip",
                                              "invoice",
                                              "receipt",
                                              "identity_document",
                                              "driving_licence",
                                              "passport",
                                              "insurance_letter",
                                              "tax_letter",
                                              "tenancy_agreement",
                                              "loan_letter",
                                              "investment_report",
                                              "medical_bill",
                                              "form",
                                              "certificate",
                                              "app_screenshot",
                                              "brochure",
                                              "order_confirmation",
                                              "reminder",
                                              "notice",
                                              "payment_plan",
                                              "meter_reading",
                                              "quote",
                                              "email",
                                              "payment_account",
                                              "crypto_account",
                                              "trade_account",
                                              "housing_costs",
                                              "no_bill"};
  return kinds;
}

}  // namespace domicile::rules
