#include "read/pdf_file.hpp"

#include <poppler/Catalog.h>
#include <poppler/DateInfo.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/OptionalContent.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/SplashOutputDev.h>
#include <poppler/Stream.h>
#include <poppler/splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "base/date.hpp"
#include "base/text.hpp"
#include "read/pdf_document.hpp"
#include "read/pdf_lone_picture.hpp"
#include "read/pdf_recorder.hpp"
#include "read/pdf_unshown.hpp"

namespace domicile::read {
namespace {

thread_local int decoder_warnings = 0;

// Poppler's own default prints to standard error.
void count_warning(ErrorCategory category, Goffset, const char*) {
  if (category == errSyntaxError || category == errIO || category == errUnimplemented ||
      category == errInternal) {
    ++decoder_warnings;
  }
}

/// Poppler keeps fonts' names and encodings in one object for the whole process.
void start_poppler() { static const GlobalParamsIniter params(&count_warning); }

std::unexpected<Error> open_failure(int code) {
  if (code == errEncrypted) {
    return fail(ErrorCode::encrypted_document, "", "The PDF is protected by a password.",
                "Send a copy that opens without a password.");
  }
  return fail(ErrorCode::corrupt_document, "", "The PDF is damaged and can't be opened.",
              "Download or export the document again and send that copy.");
}

std::string text_string(const GooString* text) {
  return without_controls(to_nfc(to_utf8(code_points_of(text).substr(0, 512))));
}

/// "D:20261103091500+01'00'" → "2026-11-03"; empty where it is no date.
std::string day_of(const GooString* text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone_hour = 0, zone_minute = 0;
  char zone = 0;
  if (text == nullptr ||
      !parseDateString(text, &year, &month, &day, &hour, &minute, &second, &zone, &zone_hour, &zone_minute))
    return {};
  const auto date = make_date(year, month, day);
  return date ? to_iso(*date) : std::string();
}

/// The page's size as shown, in points.
std::pair<double, double> shown_size(::Page& page, int quarter_turns) {
  const bool sideways = (page.getRotate() + as_rotation(quarter_turns)) % 180 != 0;
  const double width = page.getCropWidth();
  const double height = page.getCropHeight();
  return sideways ? std::pair{height, width} : std::pair{width, height};
}

Pixels copy_pixels(SplashBitmap& bitmap, bool colour) {
  const cv::Mat view(bitmap.getHeight(), bitmap.getWidth(), colour ? CV_8UC3 : CV_8UC1, bitmap.getDataPtr(),
                     static_cast<std::size_t>(bitmap.getRowSize()));
  Pixels pixels;
  if (colour) {
    cv::cvtColor(view, pixels, cv::COLOR_RGB2BGR);
  } else {
    pixels = view.clone();
  }
  return pixels;
}

/// A name tree or an entry that starts something by itself.
bool names_resource(const Object& resources, const char* kind) {
  if (!resources.isDict()) return false;
  const Object entries = resources.dictLookup(kind);
  return entries.isDict() && entries.dictGetLength() > 0;
}

bool form_names_fonts(const Object& resources, int depth) {
  if (!resources.isDict() || depth > 3) return false;
  if (names_resource(resources, "Font")) return true;
  const Object objects = resources.dictLookup("XObject");
  if (!objects.isDict()) return false;
  for (int i = 0; i < std::min(objects.dictGetLength(), 40); ++i) {
    const Object entry = objects.dictGetVal(i);
    if (!entry.isStream()) continue;
    const Object inner = entry.streamGetDict()->lookup("Resources");
    if (form_names_fonts(inner, depth + 1)) return true;
  }
  return false;
}

/// A program that makes a file takes no longer than this for both of its dates.
bool saved_later(PDFDoc& document) {
  constexpr time_t while_made = 600;
  const auto made = document.getDocInfoCreatDate(), saved = document.getDocInfoModDate();
  if (!made || !saved) return false;
  const time_t made_at = dateStringToTime(made.get()), saved_at = dateStringToTime(saved.get());
  return made_at >= 0 && saved_at > made_at + while_made;
}

}  // namespace

PageBudget::PageBudget(const Limits& limits)
    : end_(std::clock() + static_cast<std::clock_t>(limits.max_cpu_seconds) * CLOCKS_PER_SEC / 8) {}

bool PageBudget::is_spent(void* budget) {
  auto& self = *static_cast<PageBudget*>(budget);
  self.spent_ = self.spent_ || std::clock() > self.end_;
  return self.spent_;
}

PdfFile::PdfFile(std::unique_ptr<Document> document) : document_(std::move(document)) {}
PdfFile::~PdfFile() = default;

std::unique_ptr<PDFDoc> open_document(std::string_view untrusted_bytes) {
  start_poppler();
  auto* stream =
      new MemStream(untrusted_bytes.data(), 0, static_cast<Goffset>(untrusted_bytes.size()), Object(objNull));
  return std::make_unique<PDFDoc>(stream);
}

/// Layers that a viewer leaves out although their plain state is on: those whose usage says "not for
/// viewing".
void switch_off_unviewed_layers(PDFDoc& document) {
  OCGs* layers = document.getOptContentConfig();
  if (layers == nullptr) return;
  for (const auto& [ref, layer] : layers->getOCGs()) {
    if (layer->getViewState() == OptionalContentGroup::ocUsageOff) layer->setState(OptionalContentGroup::Off);
  }
}

Result<std::unique_ptr<PdfFile>> PdfFile::open(std::string_view untrusted_bytes, const Limits& limits) {
  auto document = std::make_unique<Document>();
  document->untrusted_bytes = untrusted_bytes;
  document->limits = limits;
  document->poppler = open_document(untrusted_bytes);
  if (!document->poppler->isOk()) return open_failure(document->poppler->getErrorCode());
  const int pages = document->poppler->getNumPages();
  if (pages <= 0) return fail(ErrorCode::empty_document, "", "The PDF has no page.");
  if (pages > limits.max_pages) {
    return fail(ErrorCode::too_many_pages, "",
                "The PDF has more pages than the limit max_pages (" + std::to_string(limits.max_pages) + ").",
                "Send only the pages that show name, address and date.");
  }
  switch_off_unviewed_layers(*document->poppler);
  return std::unique_ptr<PdfFile>(new PdfFile(std::move(document)));
}

int PdfFile::page_count() const { return document_->poppler->getNumPages(); }

PdfFacts PdfFile::facts() const {
  PDFDoc& document = *document_->poppler;
  PdfFacts facts;
  facts.producer = text_string(document.getDocInfoProducer().get());
  facts.creator = text_string(document.getDocInfoCreator().get());
  facts.saved =
      std::max(day_of(document.getDocInfoCreatDate().get()), day_of(document.getDocInfoModDate().get()));
  facts.resaved = saved_later(document);
  const Object catalog = document.getXRef()->getCatalog();
  if (catalog.isDict()) {
    const Object language = catalog.dictLookup("Lang");
    if (language.isString()) facts.language = text_string(language.getString());
  }
  return facts;
}

bool PdfFile::names_fonts(int page) const {
  ::Page* found = document_->poppler->getPage(page);
  if (found == nullptr) return false;
  const Object* resources = found->getResourceDictObject();
  return resources != nullptr && form_names_fonts(*resources, 0);
}

PageContent record_page(PDFDoc& document, PageRecorder& recorder, const Limits& limits, int page,
                        int quarter_turns) {
  const int before = decoder_warnings;
  PageBudget budget(limits);
  document.displayPage(&recorder, page, points_per_inch, points_per_inch, as_rotation(quarter_turns), false,
                       true, false, &PageBudget::is_spent, &budget);
  PageContent content = recorder.take();
  content.warnings = decoder_warnings - before;
  content.cut_short |= budget.was_spent();
  return content;
}

Result<PageContent> PdfFile::content(int page, int quarter_turns) {
  if (document_->poppler->getPage(page) == nullptr) {
    return fail(ErrorCode::corrupt_document, "page " + std::to_string(page), "The page can't be read.");
  }
  return record_page(*document_->poppler, document_->recorder, document_->limits, page, quarter_turns);
}

std::vector<Glyph> PdfFile::unshown(int page, int quarter_turns, const PageContent& shown) {
  Document& document = *document_;
  return unshown_glyphs(*document.poppler, document.recorder, document.limits, page, quarter_turns, shown);
}

Result<PdfFile::Rendering> PdfFile::render(int page, const Box& region, double dpi, bool colour,
                                           int quarter_turns) {
  ::Page* found = document_->poppler->getPage(page);
  if (found == nullptr) {
    return fail(ErrorCode::corrupt_document, "page " + std::to_string(page), "The page can't be read.");
  }
  const auto [width_pt, height_pt] = shown_size(*found, quarter_turns);
  if (!(width_pt > 0) || !(height_pt > 0)) {
    return fail(ErrorCode::corrupt_document, "page " + std::to_string(page), "The page has no size.");
  }
  const double max_side = 20'000;
  const double max_pixels = std::min<double>(static_cast<double>(document_->limits.max_pixels), 40e6);
  dpi = std::min({dpi, max_side * points_per_inch / std::max(width_pt, height_pt),
                  points_per_inch * std::sqrt(max_pixels / (width_pt * height_pt))});
  const double scale = dpi / points_per_inch;
  const int x0 = static_cast<int>(std::floor(std::clamp(region.x0, 0.0, 1.0) * width_pt * scale));
  const int y0 = static_cast<int>(std::floor(std::clamp(region.y0, 0.0, 1.0) * height_pt * scale));
  const int x1 = static_cast<int>(std::ceil(std::clamp(region.x1, 0.0, 1.0) * width_pt * scale));
  const int y1 = static_cast<int>(std::ceil(std::clamp(region.y1, 0.0, 1.0) * height_pt * scale));

  auto& device = colour ? document_->colour_device : document_->grey_device;
  if (!device) {
    SplashColor paper = {255, 255, 255, 255};
    device = std::make_unique<SplashOutputDev>(colour ? splashModeRGB8 : splashModeMono8, 4, false, paper);
    device->setFontAntialias(true);
    device->setVectorAntialias(true);
    device->startDoc(document_->poppler.get());
  }
  const int before = decoder_warnings;
  PageBudget budget(document_->limits);
  document_->poppler->displayPageSlice(device.get(), page, dpi, dpi, as_rotation(quarter_turns), false, true,
                                       false, x0, y0, std::max(1, x1 - x0), std::max(1, y1 - y0),
                                       &PageBudget::is_spent, &budget);
  const std::unique_ptr<SplashBitmap> bitmap(device->takeBitmap());
  if (!bitmap || bitmap->getDataPtr() == nullptr || bitmap->getWidth() <= 0 || bitmap->getHeight() <= 0) {
    return fail(ErrorCode::corrupt_document, "page " + std::to_string(page), "The page can't be drawn.");
  }
  return Rendering{copy_pixels(*bitmap, colour), dpi,
                   decoder_warnings - before + (budget.was_spent() ? 1 : 0)};
}

std::optional<PdfFile::Rendering> PdfFile::lone_picture(int page, double most_dpi, int quarter_turns) {
  constexpr double same_scale = 0.01;
  const int before = decoder_warnings;
  auto pixels = read::lone_picture(*document_->poppler, document_->limits, page, quarter_turns);
  if (!pixels) return std::nullopt;
  const auto [width_pt, height_pt] = shown_size(*document_->poppler->getPage(page), quarter_turns);
  const double across = pixels->cols * points_per_inch / width_pt;
  const double down = pixels->rows * points_per_inch / height_pt;
  const double dpi = std::min(most_dpi, std::max(across, down));  // a fax has half as many lines as columns
  if (std::abs(dpi / across - 1) > same_scale || std::abs(dpi / down - 1) > same_scale) {
    const cv::Size size(std::max(1, static_cast<int>(std::lround(width_pt * dpi / points_per_inch))),
                        std::max(1, static_cast<int>(std::lround(height_pt * dpi / points_per_inch))));
    const bool smaller = size.width <= pixels->cols && size.height <= pixels->rows;
    cv::resize(*pixels, *pixels, size, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_CUBIC);
  }
  return Rendering{*pixels, dpi, decoder_warnings - before};
}

}  // namespace domicile::read
