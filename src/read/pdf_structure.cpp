#include <poppler/Catalog.h>
#include <poppler/DateInfo.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "read/pdf_document.hpp"
#include "read/pdf_revisions.hpp"
#include "read/pdf_signatures.hpp"

namespace domicile::read {
namespace {

constexpr int max_pages_compared = 10;
constexpr int max_annotations = 2000;
constexpr std::size_t max_objects_followed = 3000;

bool is_name(const Object& object, const char* name) { return object.isName(name); }

/// What an action does by itself, in words; nothing for an action that only moves the view or opens a link.
std::string described(const Object& action) {
  if (!action.isDict()) return {};
  const Object kind = action.dictLookup("S");
  if (is_name(kind, "JavaScript") || action.getDict()->hasKey("JS")) return "runs JavaScript";
  if (is_name(kind, "Launch")) return "starts a program";
  if (is_name(kind, "SubmitForm") || is_name(kind, "ImportData")) return "sends or fetches data";
  if (is_name(kind, "GoToE") || is_name(kind, "GoToR")) return "opens another file";
  return {};
}

IntegrityFinding active_content(const std::string& what, int page) {
  IntegrityFinding finding;
  finding.code = "active_content";
  finding.message = "The PDF " + what + ".";
  finding.page = page;
  return finding;
}

/// Actions under /AA, one per occasion.
std::string described_occasions(const Object& occasions) {
  if (!occasions.isDict()) return {};
  for (int i = 0; i < std::min(occasions.dictGetLength(), 30); ++i) {
    if (std::string what = described(occasions.dictGetVal(i)); !what.empty()) return what;
  }
  return {};
}

std::string extension_of(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  std::string extension = dot == std::string::npos ? "" : name.substr(dot + 1);
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

/// What a mail gateway would not let through. Bills honestly carry their own data, spreadsheets and terms.
bool is_dangerous_attachment(const std::string& name) {
  constexpr std::array<std::string_view, 20> extensions{"exe", "com",  "scr",  "msi", "dll", "bat", "cmd",
                                                        "ps1", "vbs",  "js",   "jse", "wsf", "hta", "lnk",
                                                        "jar", "docm", "xlsm", "iso", "apk", "html"};
  return std::ranges::find(extensions, extension_of(name)) != extensions.end();
}

std::string name_of_attachment(const Object& specification) {
  if (!specification.isDict()) return {};
  for (const char* key : {"UF", "F"}) {
    const Object name = specification.dictLookup(key);
    if (!name.isString()) continue;
    std::string plain = name.getString()->toStr();
    std::erase(plain, '\0');
    return plain;
  }
  return {};
}

bool holds_dangerous_file(const Object& tree, int depth) {
  if (!tree.isDict() || depth > 4) return false;
  const Object names = tree.dictLookup("Names");
  for (int i = 1; names.isArray() && i < std::min(names.arrayGetLength(), 200); i += 2) {
    if (is_dangerous_attachment(name_of_attachment(names.arrayGet(i)))) return true;
  }
  const Object kids = tree.dictLookup("Kids");
  for (int i = 0; kids.isArray() && i < std::min(kids.arrayGetLength(), 50); ++i) {
    if (holds_dangerous_file(kids.arrayGet(i), depth + 1)) return true;
  }
  return false;
}

void find_active_content(const Object& catalog, std::vector<IntegrityFinding>& findings) {
  std::set<std::string> found;
  found.insert(described(catalog.dictLookup("OpenAction")));
  found.insert(described_occasions(catalog.dictLookup("AA")));
  const Object names = catalog.dictLookup("Names");
  if (names.isDict()) {
    const Object scripts = names.dictLookup("JavaScript");
    if (scripts.isDict() && scripts.dictGetLength() > 0) found.insert("runs JavaScript");
    if (holds_dangerous_file(names.dictLookup("EmbeddedFiles"), 0)) found.insert("holds a program or script");
  }
  for (const std::string& what : found) {
    if (!what.empty()) findings.push_back(active_content(what, 0));
  }
}

/// Of a widget itself, or of the fields that it is a part of.
Object looked_up(const Object& widget, const char* key) {
  constexpr int deepest = 8;
  Object holder = widget.copy();
  for (int depth = 0; depth < deepest && holder.isDict(); ++depth) {
    Object own = holder.dictLookup(key);
    if (!own.isNull()) return own;
    holder = holder.dictLookup("Parent");
  }
  return Object(objNull);
}

bool holds_text(const Object& widget) {
  if (!is_name(widget.dictLookup("Subtype"), "Widget")) return false;
  const Object kind = looked_up(widget, "FT"), value = looked_up(widget, "V");
  const bool says = value.isStream() || (value.isString() && value.getString()->getLength() > 0);
  return says && (is_name(kind, "Tx") || is_name(kind, "Ch"));
}

bool has_appearance(const Object& annotation) {
  const Object appearance = annotation.dictLookup("AP");
  return appearance.isDict() && !appearance.dictLookup("N").isNull();
}

/// The place of an annotation on its upright page.
Box place_of(const ::Page& page, const Object& annotation) {
  const Object rect = annotation.dictLookup("Rect");
  const PDFRectangle* paper = page.getCropBox();
  const double width = paper->x2 - paper->x1, height = paper->y2 - paper->y1;
  if (!rect.isArray() || rect.arrayGetLength() != 4 || page.getRotate() != 0 || width <= 0 || height <= 0)
    return whole_page;
  std::array<double, 4> at{};
  for (int i = 0; i < 4; ++i) at[static_cast<std::size_t>(i)] = rect.arrayGet(i).getNumWithDefaultValue(0);
  return intersected(
      {(std::min(at[0], at[2]) - paper->x1) / width, (paper->y2 - std::max(at[1], at[3])) / height,
       (std::max(at[0], at[2]) - paper->x1) / width, (paper->y2 - std::min(at[1], at[3])) / height},
      whole_page);
}

void find_in_annotations(::Page& page, bool drawn_by_viewer, std::vector<IntegrityFinding>& findings) {
  constexpr int most_fields = 50;
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) return;
  bool acts = false;
  int fields = 0;
  for (int i = 0; i < std::min(annotations.arrayGetLength(), max_annotations); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) continue;
    const std::string what = acts ? "" : described(annotation.dictLookup("A"));
    if (!what.empty() && what != "opens another file") {
      findings.push_back(active_content(what, page.getNum()));
      acts = true;
    }
    const bool is_drawn = has_appearance(annotation);
    if ((is_drawn && !drawn_by_viewer) || !holds_text(annotation)) continue;
    IntegrityFinding finding;
    finding.code = "hidden_text";
    finding.message = is_drawn ? "A form field is drawn anew by each program that shows the file."
                               : "A form field holds a value that the page does not show.";
    finding.page = page.getNum();
    finding.box = ++fields < most_fields ? place_of(page, annotation) : whole_page;
    findings.push_back(std::move(finding));
    if (fields == most_fields) return;
  }
}

bool are_same(const Object& one, const Object& other, int depth = 0) {
  if (one.isRef() && other.isRef()) return one.getRef() == other.getRef();
  if (one.isNum() && other.isNum()) return one.getNum() == other.getNum();
  if (!one.isArray() || !other.isArray() || depth > 2 || one.arrayGetLength() != other.arrayGetLength())
    return false;
  for (int i = 0; i < one.arrayGetLength(); ++i)
    if (!are_same(one.arrayGetNF(i), other.arrayGetNF(i), depth + 1)) return false;
  return true;
}

/// Of two entries with the same key one program takes the first and another the last.
void find_repeated_keys(PDFDoc& document, ::Page& page, std::vector<IntegrityFinding>& findings) {
  constexpr std::array<std::string_view, 7> shown{"Contents", "Resources", "MediaBox", "CropBox",
                                                  "Rotate",   "UserUnit",  "Annots"};
  const Object object = document.getXRef()->fetch(page.getRef());
  if (!object.isDict()) return;
  std::map<std::string, int> first;
  for (int i = 0; i < object.dictGetLength(); ++i) {
    const std::string key = object.getDict()->getKey(i);
    if (std::ranges::find(shown, key) == shown.end()) continue;
    const auto [at, is_new] = first.try_emplace(key, i);
    if (is_new || are_same(object.getDict()->getValNF(at->second), object.getDict()->getValNF(i))) continue;
    IntegrityFinding finding;
    finding.code = "hidden_text";
    finding.severity = IntegrityFinding::Severity::critical;
    finding.message = "The page has two entries of one name: programs differ in which of them they show.";
    finding.page = page.getNum();
    findings.push_back(std::move(finding));
    return;
  }
}

std::array<std::int64_t, 4> byte_range_of(const Object& numbers) {
  std::array<std::int64_t, 4> range{};
  for (int i = 0; i < 4; ++i) {
    const Object number = numbers.arrayGet(i);
    range[static_cast<std::size_t>(i)] = number.isInt()     ? number.getInt()
                                         : number.isInt64() ? number.getInt64()
                                                            : -1;
  }
  return range;
}

/// Looks for a signature that does not hold among fields and their kids.
class BrokenSignature {
 public:
  explicit BrokenSignature(std::string_view file) : file_(file) {}

  [[nodiscard]] bool is_among(const Object& fields) {
    for (int i = 0; fields.isArray() && i < fields.arrayGetLength(); ++i) {
      const Object& entry = fields.arrayGetNF(i);
      if (entry.isRef() && !visited_.insert(entry.getRef().num).second) continue;
      if (--fields_left_ < 0) return false;
      const Object field = fields.arrayGet(i);
      if (field.isDict() && (is_broken(field) || is_among(field.dictLookup("Kids")))) return true;
    }
    return false;
  }

 private:
  bool is_broken(const Object& field) {
    const Object value = field.dictLookup("V");
    if (!value.isDict() || !is_name(looked_up(field, "FT"), "Sig")) return false;
    const Object range = value.dictLookup("ByteRange"), contents = value.dictLookup("Contents");
    if (!range.isArray() || range.arrayGetLength() != 4 || !contents.isString()) return false;
    const Object form = value.dictLookup("SubFilter");
    const bool detached = is_name(form, "adbe.pkcs7.detached") || is_name(form, "ETSI.CAdES.detached");
    return --signatures_left_ >= 0 &&
           check_signature(file_, {byte_range_of(range), contents.getString()->toStr(), detached}) ==
               SignatureState::broken;
  }

  std::string_view file_;
  std::set<int> visited_;
  int fields_left_ = 1000, signatures_left_ = 8;
};

/// XFA: some programs show the form in place of the pages.
void find_other_pages(const Object& catalog, std::vector<IntegrityFinding>& findings) {
  const Object form = catalog.dictLookup("AcroForm");
  if (!form.isDict() || form.dictLookup("XFA").isNull()) return;
  IntegrityFinding finding;
  finding.code = "hidden_text";
  finding.severity = IntegrityFinding::Severity::critical;
  finding.message = "The PDF holds an XFA form, which some programs show in place of its pages.";
  findings.push_back(std::move(finding));
}

/// Clocks of other zones and wrong ones make a day of difference.
void find_saved_before_made(PDFDoc& document, std::vector<IntegrityFinding>& findings) {
  constexpr time_t tolerated = time_t{26} * 3600;
  const auto made = document.getDocInfoCreatDate();
  const auto saved = document.getDocInfoModDate();
  if (!made || !saved) return;
  const time_t made_at = dateStringToTime(made.get());
  const time_t saved_at = dateStringToTime(saved.get());
  if (made_at < 0 || saved_at < 0 || saved_at + tolerated >= made_at) return;
  IntegrityFinding finding;
  finding.code = "contradicting_dates";
  finding.message = "The file says that it was last saved before it was made.";
  findings.push_back(std::move(finding));
}

/// Whether any object that a page is made of was written at or after `size`.
class ChangedSince {
 public:
  ChangedSince(XRef& xref, std::size_t size) : xref_(xref), size_(static_cast<Goffset>(size)) {}

  [[nodiscard]] bool page(const ::Page& page) {
    visited_.clear();
    return object(const_cast<::Page&>(page).getRef());
  }

 private:
  bool object(Ref ref) {
    if (visited_.size() > max_objects_followed) return true;
    if (ref.num < 0 || ref.num >= xref_.getNumObjects() || !visited_.insert(ref.num).second) return false;
    const XRefEntry* entry = xref_.getEntry(ref.num);
    if (entry == nullptr || entry->type == xrefEntryFree || entry->type == xrefEntryNone) return false;
    // An object in an object stream was written when that stream was.
    if (entry->type == xrefEntryCompressed) {
      const XRefEntry* stream = xref_.getEntry(static_cast<int>(entry->offset));
      if (stream != nullptr && stream->offset >= size_) return true;
    } else if (entry->offset >= size_) {
      return true;
    }
    return value(xref_.fetch(ref), 0);
  }

  bool value(const Object& object, int depth) {
    if (depth > 12) return false;
    if (object.isRef()) return this->object(object.getRef());
    if (object.isArray()) {
      for (int i = 0; i < object.arrayGetLength(); ++i) {
        if (value(object.arrayGetNF(i), depth + 1)) return true;
      }
      return false;
    }
    if (object.isStream()) return entries(*object.streamGetDict(), depth);
    return object.isDict() && entries(*object.getDict(), depth);
  }

  bool entries(const Dict& dict, int depth) {
    for (int i = 0; i < dict.getLength(); ++i) {
      const std::string key = dict.getKey(i);
      // Up to the page tree, over to other pages and to structure: not what this page shows.
      if (key == "Parent" || key == "P" || key == "StructParent" || key == "Dest" || key == "Metadata")
        continue;
      if (value(dict.getValNF(i), depth + 1)) return true;
    }
    return false;
  }

  XRef& xref_;
  Goffset size_;
  std::set<int> visited_;
};

}  // namespace

void PdfFile::find_later_edits(std::vector<IntegrityFinding>& findings) {
  for (const auto& earlier : earlier_states(document_->untrusted_bytes)) {
    if (compare_with(earlier, findings)) return;
  }
}

bool PdfFile::compare_with(const EarlierState& earlier, std::vector<IntegrityFinding>& findings) {
  Document& document = *document_;
  PDFDoc& now = *document.poppler;
  const int pages = std::min({now.getNumPages(), document.limits.max_pages_read, max_pages_compared});
  ChangedSince changed(*now.getXRef(), earlier.size);
  std::unique_ptr<PDFDoc> then;
  for (int number = 1; number <= pages; ++number) {
    const ::Page* page = now.getPage(number);
    if (page == nullptr || !changed.page(*page)) continue;
    if (!then) then = open_document(document.untrusted_bytes.substr(0, earlier.size));
    if (!then->isOk() || then->getNumPages() != now.getNumPages()) return false;
    FontNumbers fonts;
    PageRecorder recorder(fonts, max_glyphs_of_a_page);
    const PageContent before = record_page(*then, recorder, document.limits, number, 0);
    const PageContent after = record_page(now, document.recorder, document.limits, number, 0);
    std::ranges::move(compare_states(before, after, number, earlier.signed_then),
                      std::back_inserter(findings));
  }
  return true;
}

std::vector<IntegrityFinding> PdfFile::structure_findings() {
  std::vector<IntegrityFinding> findings;
  PDFDoc& document = *document_->poppler;
  const Object catalog = document.getXRef()->getCatalog();
  if (catalog.isDict()) {
    find_active_content(catalog, findings);
    find_other_pages(catalog, findings);
  }
  find_saved_before_made(document, findings);
  const Object form = catalog.isDict() ? catalog.dictLookup("AcroForm") : Object(objNull);
  bool drawn_by_viewer = false;
  if (form.isDict()) {
    const Object anew = form.dictLookup("NeedAppearances");
    drawn_by_viewer = anew.isBool() && anew.getBool();
    if (BrokenSignature(document_->untrusted_bytes).is_among(form.dictLookup("Fields"))) {
      IntegrityFinding finding;
      finding.code = "edited_after_issue";
      finding.severity = IntegrityFinding::Severity::critical;
      finding.message = "The file was changed after it was signed: its signature does not hold.";
      findings.push_back(std::move(finding));
    }
  }
  const int pages = std::min(document.getNumPages(), document_->limits.max_pages_read);
  for (int number = 1; number <= pages; ++number) {
    ::Page* page = document.getPage(number);
    if (page == nullptr) continue;
    find_repeated_keys(document, *page, findings);
    find_in_annotations(*page, drawn_by_viewer, findings);
  }
  find_later_edits(findings);
  return findings;
}

}  // namespace domicile::read
