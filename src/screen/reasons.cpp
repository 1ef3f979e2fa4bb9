#include "screen/reasons.hpp"

#include <algorithm>
#include <cassert>

namespace domicile::screen {

const std::vector<ReasonText>& all_reasons() {
  static const std::vector<ReasonText> table{
      {"name_not_found", true, "no holder's name was found on the document",
       "We could not find your name on the document. Please send a bill or statement that shows your full "
       "name."},
      {"name_differs", true, "the name on the document is another than the account's",
       "The name on the document is not the name on your account. Please send a document in your own name."},
      {"name_partly_matches", true, "the name on the document agrees with the account's in part",
       "The name on the document is not written as on your account. Please send a document with your full "
       "name."},
      {"address_not_found", true, "no address of the holder was found on the document",
       "We could not find your address on the document. Please send the full page that shows your postal "
       "address."},
      {"address_differs", true, "the address on the document is another than the account's",
       "The address on the document is not the address on your account. Please send a document for your "
       "current "
       "address, or update the address on your account first."},
      {"address_partly_matches", true, "the address on the document agrees with the account's in part",
       "Part of the address on the document is missing or differs from your account. Please send a document "
       "that "
       "shows your complete address."},
      {"address_is_issuer_only", true, "only the sender's address stands on the document",
       "The document shows the sender's address but not yours. Please send the page that shows your postal "
       "address."},
      {"po_box_not_accepted", true, "the address on the document is a PO box",
       "The document shows a PO box. Please send a document that shows the address where you live."},
      {"issue_date_not_found", true, "no date of issue was found on the document",
       "We could not find the date of issue. Please send the full page that shows when the document was "
       "issued."},
      {"issue_date_too_old", true, "the document was issued too long ago",
       "The document is too old. Please send a more recent one."},
      {"issue_date_in_future", true, "the date of issue lies in the future",
       "The document bears a date in the future. Please send a document that has been issued already."},
      {"issue_date_ambiguous", true, "the date of issue can be read in two ways",
       "The date on the document can be read in two ways. Our staff will look at it."},
      {"issue_date_is_period_end", true,
       "the document prints its period but no date of issue; its end is taken", ""},
      {"kind_not_accepted", true, "the document is none of the kinds that prove an address",
       "This kind of document does not prove an address. Please send a utility bill or a bank statement."},
      {"kind_unsure", true, "what kind of document it is could not be told with certainty",
       "We could not tell what kind of document this is. Please send a utility bill or a bank statement."},
      {"several_documents", true, "several documents stand in one file",
       "The file holds several documents. Please send one document a file."},
      {"unreadable_document", true, "no text could be recognised",
       "We could not read the document. Please send the original PDF, or a sharp photo in good light."},
      {"low_quality_image", true, "the picture is too poor to be read with certainty",
       "The picture is hard to read. Please take a sharp photo in good light, with the whole page in view."},
      {"page_cut_off", true, "part of the page is missing",
       "Part of the page is cut off. Please send the whole page with all four corners in view."},
      {"encrypted_document", true, "the file needs a password",
       "The file is protected by a password. Please send it without one."},
      {"corrupt_document", true, "the file is damaged",
       "The file is damaged and cannot be opened. Please send it again, or send a photo of the document."},
      {"empty_document", true, "the file holds nothing",
       "The file is empty. Please send the document again."},
      {"unsupported_media_type", true, "the file is no document that can be read",
       "This type of file cannot be read. Please send a PDF, or a photo as JPEG, PNG or HEIC."},
      {"too_large", true, "the file is larger than the limit",
       "The file is too large. Please send a smaller one, for example a photo of the first page."},
      {"too_many_pages", true, "the file has more pages than the limit",
       "The file has too many pages. Please send the bill or statement alone."},
      {"took_too_long", true, "reading the file took longer than the limit",
       "The file could not be read in time. Please send it as a plain PDF, or send a photo."},
      {"reader_crashed", true, "reading the file failed",
       "The file could not be read. Please send it in another format, for example as a photo."},
      {"hidden_text", false, "text stands on the page that a person cannot see",
       "The document could not be verified. Please send the original file as you received it."},
      {"text_layer_differs", false, "the text of the file is another than the picture of its page",
       "The document could not be verified. Please send the original file as you received it."},
      {"text_over_text", false, "text was put over other text",
       "The document could not be verified. Please send the original file as you received it."},
      {"edited_after_issue", false, "the file was changed after it was made",
       "The document seems to have been changed. Please send the original file as you received it."},
      {"mixed_fonts", false, "the letters of a field come in different types",
       "The document could not be verified. Please send the original file as you received it."},
      {"contradicting_dates", false, "the file's own dates contradict each other or the date of issue",
       "The document could not be verified. Please send the original file as you received it."},
      {"suspicious_characters", false, "characters stand in a field that only look like others",
       "The document could not be verified. Please send the original file as you received it."},
      {"suspicious_producer", false, "the file was saved by a program that edits documents",
       "Please send the original file as you received it from the sender."},
      {"active_content", false, "the file holds scripts, attachments or actions",
       "Please send the document as a plain PDF or as a photo."},
      {"low_confidence", true, "a field was read with too little certainty",
       "Part of the document is hard to read. Please send a sharper copy of it."},
  };
  return table;
}

Reason make_reason(std::string_view code, Reason::Severity severity, std::string message) {
  const auto& table = all_reasons();
  const auto row = std::ranges::find(table, code, &ReasonText::code);
  assert(row != table.end());
  Reason reason;
  reason.code = std::string(code);
  reason.severity = severity;
  reason.message = std::move(message);
  if (row != table.end()) {
    reason.retryable = row->retryable;
    reason.customer_message = std::string(row->customer);
  }
  return reason;
}

Reason make_reason(std::string_view code, Reason::Severity severity, std::string message,
                   const Finding& found) {
  auto reason = make_reason(code, severity, std::move(message));
  reason.page = found.page;
  reason.box = found.box;
  return reason;
}

}  // namespace domicile::screen
