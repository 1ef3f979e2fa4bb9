#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "read/pdf_file.hpp"
#include "read/pdf_trust.hpp"
#include "read/pdf_words.hpp"
#include "read/session.hpp"
#include "read/unexplained_print.hpp"

namespace domicile::read {
namespace {

constexpr double ocr_dpi = 300;  // for a page that is drawn, not photographed
constexpr double lowest_scan_dpi = 200;
constexpr double check_dpi = 100;
constexpr double faintest_contrast = 48;  // grey levels between print and ground that a person still sees

/// What is known of one page. Everything below `layer` is made when first needed.
struct PdfPage {
  int quarter_turns = 0;
  double width_pt = 0;
  double height_pt = 0;
  double type_scale = 1;  ///< points on paper per unit of the page: 1 but for pages at an impossible scale
  std::vector<Word> layer;
  LayerVerdict verdict;
  int warnings = 0;
  bool cut_short = false;
  std::optional<Upright> upright;  ///< of a page that is read from its picture
  Prepared prepared;               ///< of `upright`
  int render_warnings = 0;

  [[nodiscard]] bool is_read_by_ocr() const {
    return verdict.worth == LayerVerdict::Worth::scan || verdict.worth == LayerVerdict::Worth::nonsense ||
           verdict.worth == LayerVerdict::Worth::absent;
  }
};

Box to_fractions(const Rect& rect, double width_pt, double height_pt) {
  return {rect.x0 / width_pt, rect.y0 / height_pt, rect.x1 / width_pt, rect.y1 / height_pt};
}

/// Words off the page keep their order to each other, as if their sheet lay on this one.
Box moved_onto_page(const Box& box) {
  const double x = std::floor(box.center_x());
  const double y = std::floor(box.center_y());
  return {box.x0 - x, box.y0 - y, box.x1 - x, box.y1 - y};
}

/// Pages made of pixels, one point each, have no size on paper: they count as A4 then.
double scale_to_paper(double width_pt, double height_pt) {
  const double longest = std::max(width_pt, height_pt);
  return longest > 1500 || longest < 200 ? 842 / longest : 1;
}

/// `box` of the page in fractions of `part` of it.
Box inside(const Box& part, const Box& box) {
  const double width = std::max(part.width(), 1e-6);
  const double height = std::max(part.height(), 1e-6);
  return {(box.x0 - part.x0) / width, (box.y0 - part.y0) / height, (box.x1 - part.x0) / width,
          (box.y1 - part.y0) / height};
}

bool shows_contrast(const Pixels& page, const Box& box) {
  const int x0 = std::clamp(static_cast<int>(box.x0 * page.cols), 0, page.cols - 1);
  const int y0 = std::clamp(static_cast<int>(box.y0 * page.rows), 0, page.rows - 1);
  const int x1 = std::clamp(static_cast<int>(std::ceil(box.x1 * page.cols)), x0 + 1, page.cols);
  const int y1 = std::clamp(static_cast<int>(std::ceil(box.y1 * page.rows)), y0 + 1, page.rows);
  double least = 0;
  double most = 0;
  cv::minMaxLoc(page(cv::Rect(x0, y0, x1 - x0, y1 - y0)), &least, &most);
  return most - least > faintest_contrast;
}

/// Turns a strip of a page dark on light where it is mostly print lighter than its ground, such as the head
/// of a table, and makes a coloured ground as bright as paper. Where most of a page is bare, its own noise
/// tells print from ground; in a strip nothing is bare.
void make_dark_on_light(Pixels& strip) {
  constexpr int plain_difference = 40, coloured = 225;
  const cv::Rect middle(strip.cols / 10, strip.rows * 3 / 10, strip.cols * 8 / 10, strip.rows * 4 / 10);
  if (middle.area() == 0) return;
  cv::Mat samples = strip(middle).clone().reshape(0, 1);
  cv::sort(samples, samples, cv::SORT_EVERY_ROW + cv::SORT_ASCENDING);
  const int ground = samples.at<unsigned char>(0, samples.cols / 2);
  const int lighter = cv::countNonZero(samples > ground + plain_difference);
  const int darker = cv::countNonZero(samples < ground - plain_difference);
  if (lighter <= darker || lighter * 50 <= samples.cols) {
    if (darker * 50 > samples.cols && ground < coloured) strip.convertTo(strip, -1, 255.0 / ground);
    return;
  }
  cv::bitwise_not(strip, strip);
  // The paper around it is black then: it becomes more of the ground.
  const int black = 255 - ground - plain_difference;
  const auto fill = [&](int x, int y) {
    if (strip.at<unsigned char>(y, x) < black)
      cv::floodFill(strip, {x, y}, 255 - ground, nullptr, plain_difference, plain_difference,
                    4 | cv::FLOODFILL_FIXED_RANGE);
  };
  for (int x = 0; x < strip.cols; ++x) fill(x, 0), fill(x, strip.rows - 1);
  for (int y = 0; y < strip.rows; ++y) fill(0, y), fill(strip.cols - 1, y);
  // Its ground becomes paper: of a strip full of letters nothing else tells how bright paper is.
  strip.convertTo(strip, -1, 255.0 / std::max(1, 255 - ground));
}

class PdfSession : public PageReader {
 public:
  PdfSession(std::string untrusted_bytes, const Limits& limits, const ReadOptions& options)
      : bytes_(std::move(untrusted_bytes)), limits_(limits), engine_(options) {}

  Result<void> open() {
    auto file = PdfFile::open(bytes_, limits_);
    if (!file) return std::unexpected(file.error());
    file_ = std::move(*file);
    return {};
  }

  Result<Overview> overview() override;
  Result<Page> words(const WordsRequest& request) override;
  Result<Picture> picture(const PictureRequest& request) override;

 private:
  Result<PdfPage*> page(int number);
  Result<PdfPage> look_at(int number);
  Result<void> check_pictures(const PageContent& content) const;
  Result<PdfFile::Rendering> draw(int number, const PdfPage& page);
  Result<void> ensure_upright(int number, PdfPage& page);
  void settle_in_picture(int number, const PdfPage& page, std::vector<LayerWord>& words);
  Result<void> read_region_by_ocr(int number, const PdfPage& page, const WordsRequest& request,
                                  const Box& region, Page& into);
  Result<Page> words_of_scan(const WordsRequest& request, PdfPage& page);
  std::vector<Box> places_without_words(int number, const PdfPage& page);
  Result<Page> words_of_layer(const WordsRequest& request, const PdfPage& page);

  std::string bytes_;
  Limits limits_;
  LazyEngine engine_;
  ScriptChoice script_;
  std::unique_ptr<PdfFile> file_;
  std::map<int, PdfPage> pages_;
};

Result<Overview> PdfSession::overview() {
  const PdfFacts facts = file_->facts();
  Overview overview;
  overview.media_type = name_of(MediaType::pdf);
  overview.pages = file_->page_count();
  overview.producer = facts.producer;
  overview.creator = facts.creator;
  overview.saved = facts.saved;
  overview.resaved = facts.resaved;
  overview.language = facts.language;
  for (int number = 1; number <= std::min(overview.pages, limits_.max_pages_read); ++number) {
    const auto known = pages_.find(number);
    overview.has_text_layer.push_back(known != pages_.end() ? !known->second.layer.empty()
                                                            : file_->names_fonts(number));
  }
  overview.has_text_layer.resize(static_cast<std::size_t>(overview.pages), false);
  overview.findings = file_->structure_findings();
  return overview;
}

Result<PdfPage*> PdfSession::page(int number) {
  if (auto checked = check_page_number(number, file_->page_count(), limits_); !checked) {
    return std::unexpected(checked.error());
  }
  if (const auto known = pages_.find(number); known != pages_.end()) return &known->second;
  auto looked_at = look_at(number);
  if (!looked_at) return std::unexpected(looked_at.error());
  return &pages_.emplace(number, std::move(*looked_at)).first->second;
}

Result<PdfPage> PdfSession::look_at(int number) {
  PdfPage page;
  auto content = file_->content(number);
  if (!content) return std::unexpected(content.error());
  page.quarter_turns = quarter_turns_to_upright(*content);
  if (page.quarter_turns != 0) content = file_->content(number, page.quarter_turns);
  if (!content) return std::unexpected(content.error());
  if (!(content->width_pt > 0) || !(content->height_pt > 0)) {
    return fail(ErrorCode::corrupt_document, "page " + std::to_string(number), "The page has no size.");
  }
  if (auto checked = check_pictures(*content); !checked) return std::unexpected(checked.error());
  page.width_pt = content->width_pt;
  page.height_pt = content->height_pt;
  page.type_scale = scale_to_paper(page.width_pt, page.height_pt);
  page.warnings = content->warnings;
  page.cut_short = content->cut_short;
  std::ranges::move(file_->unshown(number, page.quarter_turns, *content),
                    std::back_inserter(content->glyphs));
  std::vector<LayerWord> words = make_words(content->glyphs);
  page.verdict = judge_layer(*content, words);
  if (!page.is_read_by_ocr()) settle_in_picture(number, page, words);
  for (const LayerWord& found : words) {
    Word word;
    word.text = normalised_text(found.text);
    if (word.text.empty()) continue;
    word.box = to_fractions(found.rect, page.width_pt, page.height_pt);
    if (found.visibility == Visibility::off_page || found.visibility == Visibility::not_drawn)
      word.box = moved_onto_page(word.box);
    word.visibility = found.visibility;
    word.font = found.font;
    word.mixed_type = found.mixed_type;
    word.height_pt = found.size_pt * page.type_scale;
    page.layer.push_back(std::move(word));
    if (std::cmp_greater_equal(page.layer.size(), limits_.max_words)) break;
  }
  return page;
}

/// A picture that a file would not be let in with alone is not decoded out of a PDF either.
Result<void> PdfSession::check_pictures(const PageContent& content) const {
  for (const Painted& painted : content.painted) {
    if (static_cast<std::int64_t>(painted.pixels_x) * painted.pixels_y > limits_.max_pixels) {
      return fail(ErrorCode::too_large, "",
                  "A picture on the page has more pixels than the limit max_pixels (" +
                      std::to_string(limits_.max_pixels) + ").",
                  "Send the document at a lower resolution.");
    }
  }
  return {};
}

void PdfSession::settle_in_picture(int number, const PdfPage& page, std::vector<LayerWord>& words) {
  const auto unsettled = [](const LayerWord& word) {
    return word.check_in_picture && word.visibility == Visibility::visible;
  };
  if (std::ranges::none_of(words, unsettled)) return;
  std::optional<Box> around;
  const auto box_of = [&](const LayerWord& word) {
    return intersected(to_fractions(word.rect, page.width_pt, page.height_pt), whole_page);
  };
  for (const LayerWord& word : words) {
    if (unsettled(word)) around = around ? united(*around, box_of(word)) : box_of(word);
  }
  const auto rendering =
      file_->render(number, *around, check_dpi * page.type_scale, false, page.quarter_turns);
  if (!rendering) return;
  for (LayerWord& word : words) {
    if (unsettled(word) && !shows_contrast(rendering->pixels, inside(*around, box_of(word)))) {
      word.visibility = Visibility::covered;
    }
  }
}

/// The whole of a page that is read from its picture.
Result<PdfFile::Rendering> PdfSession::draw(int number, const PdfPage& page) {
  // A page at an impossible scale is rendered for its size on paper.
  if (page.verdict.lone_picture)
    if (auto stored = file_->lone_picture(number, ocr_dpi * page.type_scale, page.quarter_turns))
      return std::move(*stored);
  const double dpi =
      page.verdict.picture_dpi > 0 ? std::clamp(page.verdict.picture_dpi, lowest_scan_dpi, ocr_dpi) : ocr_dpi;
  return file_->render(number, whole_page, dpi * page.type_scale, page.verdict.colourful, page.quarter_turns);
}

Result<void> PdfSession::ensure_upright(int number, PdfPage& page) {
  if (page.upright) return {};
  auto rendering = draw(number, page);
  if (!rendering) return std::unexpected(rendering.error());
  if (auto checked = check_shape(rendering->pixels, number); !checked)
    return std::unexpected(checked.error());
  page.render_warnings = rendering->warnings;
  auto upright = make_upright(rendering->pixels, rendering->dpi / page.type_scale, 1, engine_.get());
  if (!upright) return std::unexpected(upright.error());
  page.upright = std::move(*upright);
  page.prepared = prepare_for_ocr(page.upright->grey, page.upright->marks);
  return {};
}

Page unread_scan(int number, const PdfPage& page) {
  Page result;
  result.number = number;
  result.width_pt = page.width_pt * page.type_scale;
  result.height_pt = page.height_pt * page.type_scale;
  result.source = WordSource::ocr;
  return result;
}

Result<Page> PdfSession::words_of_scan(const WordsRequest& request, PdfPage& page) {
  if (auto ready = ensure_upright(request.page, page); !ready) return std::unexpected(ready.error());
  const Upright& upright = *page.upright;
  choose_script(script_, request, engine_.get());
  auto words = engine_.get().recognise(page.prepared, upright.dpi, request.region, script_, request.look);
  if (!words) return std::unexpected(words.error());
  Page result;
  result.number = request.page;
  const double dpi = upright.dpi > 0 ? upright.dpi : ocr_dpi;
  result.width_pt = upright.grey.cols * 72.0 / dpi;
  result.height_pt = upright.grey.rows * 72.0 / dpi;
  result.source = WordSource::ocr;
  result.words = std::move(*words);
  result.regions_read = {request.region};
  result.quality = upright.quality;
  result.rotation_degrees = upright.rotation_degrees + page.quarter_turns * 90.0;
  if (!page.layer.empty()) add_problem(result.quality, "text_layer_unusable");
  if (page.verdict.ink_without_text) add_problem(result.quality, "ink_without_text");
  if (page.render_warnings > 0) add_problem(result.quality, "decoder_warnings");
  return result;
}

Result<void> PdfSession::read_region_by_ocr(int number, const PdfPage& page, const WordsRequest& request,
                                            const Box& region, Page& into) {
  // A little more than asked for, so that letters at the edge are whole.
  constexpr double margin = 0.008;
  const Box wider = intersected(
      {region.x0 - margin, region.y0 - margin, region.x1 + margin, region.y1 + margin}, whole_page);
  if (wider.area() <= 0) return {};
  auto rendering = file_->render(number, wider, ocr_dpi * page.type_scale, false, page.quarter_turns);
  if (!rendering) return std::unexpected(rendering.error());
  constexpr double strip = 0.05;  // of the page
  if (wider.area() < strip) make_dark_on_light(rendering->pixels);
  choose_script(script_, request, engine_.get());
  const Prepared prepared = prepare_for_ocr(rendering->pixels, find_marks(rendering->pixels));
  auto words =
      engine_.get().recognise(prepared, rendering->dpi / page.type_scale, whole_page, script_, request.look);
  if (!words) return std::unexpected(words.error());
  for (Word& word : *words) {
    const Box& part = word.box;
    word.box = {wider.x0 + part.x0 * wider.width(), wider.y0 + part.y0 * wider.height(),
                wider.x0 + part.x1 * wider.width(), wider.y0 + part.y1 * wider.height()};
    if (centre_inside(word.box, region)) into.words.push_back(std::move(word));
  }
  if (rendering->warnings > 0) add_problem(into.quality, "decoder_warnings");
  return {};
}

/// Signs that are no words, or mostly words that are doubted: what stands there has not been read.
bool says_little(const std::vector<Word>& words) {
  constexpr double well_read = 0.7;
  constexpr std::size_t fewest_letters = 5;
  std::size_t letters = 0;
  std::size_t sure_letters = 0;
  for (const Word& word : words) {
    const std::size_t length = says_something(word.text) ? to_utf32(word.text).size() : 0;
    letters += length;
    if (word.confidence >= well_read) sure_letters += length;
  }
  return sure_letters < std::max(fewest_letters, letters / 2);
}

constexpr double little = 0.3;  // of a box

/// What the layer says of a place needs no second witness, be it one word of it or several read as one.
bool is_said_by_layer(const Word& word, const PdfPage& page) {
  double said = 0;
  for (const Word& known : page.layer) {
    if (known.visibility == Visibility::visible && says_something(known.text))
      said += share_inside(word.box, known.box);
  }
  return said > little;
}

/// "#### #### ####" for the hidden digits of a number: the layer says so, and the picture shows nothing but
/// bars like those of that sign.
bool are_masks(const std::vector<Word>& words, const Box& area, const PdfPage& page) {
  constexpr std::string_view like_mask = "#HEF";
  constexpr std::string_view mask = "###";
  const bool said = std::ranges::any_of(page.layer, [&](const Word& known) {
    return known.visibility == Visibility::visible && known.text.starts_with(mask) &&
           share_inside(known.box, area) > little;
  });
  return said && !words.empty() && std::ranges::all_of(words, [&](const Word& word) {
           return word.text.find_first_not_of(like_mask) == std::string::npos;
         });
}

/// Ten letters of small type: narrower is a sign, an icon, a logo, but no name.
constexpr double least_name_pt = 43;

/// Where the page shows something like letters that no word of its layer stands for.
std::vector<Box> PdfSession::places_without_words(int number, const PdfPage& page) {
  const auto rendering =
      file_->render(number, whole_page, check_dpi * page.type_scale, false, page.quarter_turns);
  if (!rendering) return {};
  std::vector<Box> known;
  for (const Word& word : page.layer) {
    if (word.visibility == Visibility::visible && says_something(word.text)) known.push_back(word.box);
  }
  return unexplained_print(rendering->pixels, known);
}

Result<Page> PdfSession::words_of_layer(const WordsRequest& request, const PdfPage& page) {
  Page result;
  result.number = request.page;
  result.width_pt = page.width_pt * page.type_scale;
  result.height_pt = page.height_pt * page.type_scale;
  result.rotation_degrees = page.quarter_turns * 90.0;
  result.regions_read = {whole_page};
  if (page.warnings > 0 || page.cut_short) add_problem(result.quality, "decoder_warnings");
  if (request.source == WordsRequest::Source::ocr) {
    result.source = WordSource::ocr;
    result.regions_read = {request.region};
    if (auto read = read_region_by_ocr(request.page, page, request, request.region, result); !read) {
      return std::unexpected(read.error());
    }
    return result;
  }
  for (const Word& word : page.layer) {
    if (centre_inside(word.box, request.region) || word.visibility == Visibility::off_page)
      result.words.push_back(word);
  }
  if (request.source == WordsRequest::Source::text_layer) return result;
  for (const Rect& picture : page.verdict.unread_pictures) {
    const Box area = intersected(to_fractions(picture, page.width_pt, page.height_pt), request.region);
    if (area.area() <= 0) continue;
    if (auto read = read_region_by_ocr(request.page, page, request, area, result); !read) {
      return std::unexpected(read.error());
    }
  }
  if (request.source != WordsRequest::Source::whole) return result;
  for (const Box& place : places_without_words(request.page, page)) {
    const Box area = intersected(place, request.region);
    if (area.area() <= 0) continue;
    Page seen;
    if (auto read = read_region_by_ocr(request.page, page, request, area, seen); !read) {
      return std::unexpected(read.error());
    }
    if (are_masks(seen.words, area, page)) continue;
    if (says_little(seen.words) && area.width() * result.width_pt >= least_name_pt)
      add_problem(result.quality, "print_not_read");
    std::erase_if(seen.words, [&](const Word& word) { return is_said_by_layer(word, page); });
    // Dots and the like in their place say less.
    std::erase_if(result.words, [&](const Word& word) {
      return word.source == WordSource::text_layer && !says_something(word.text) &&
             std::ranges::any_of(
                 seen.words, [&](const Word& added) { return share_inside(word.box, added.box) > little; });
    });
    std::ranges::move(seen.words, std::back_inserter(result.words));
  }
  return result;
}

Result<Page> PdfSession::words(const WordsRequest& request) {
  const auto page = this->page(request.page);
  if (!page) return std::unexpected(page.error());
  const auto is_of_layer = [](WordsRequest::Source source) {
    return source == WordsRequest::Source::trusted || source == WordsRequest::Source::whole;
  };
  const bool wants_layer = request.source == WordsRequest::Source::text_layer;
  if ((*page)->is_read_by_ocr() && !wants_layer)
    return is_of_layer(request.source) ? unread_scan(request.page, **page) : words_of_scan(request, **page);
  return words_of_layer(request, **page);
}

Result<Picture> PdfSession::picture(const PictureRequest& request) {
  const auto found = page(request.page);
  if (!found) return std::unexpected(found.error());
  PdfPage& page = **found;
  const int dpi = std::clamp(request.dpi, 20, 600);
  if (page.is_read_by_ocr()) {
    if (auto ready = ensure_upright(request.page, page); !ready) return std::unexpected(ready.error());
    return cut_out(page.upright->colour(), page.upright->dpi, request.region, dpi, request.colour);
  }
  const auto rendering =
      file_->render(request.page, request.region, dpi * page.type_scale, request.colour, page.quarter_turns);
  if (!rendering) return std::unexpected(rendering.error());
  return to_picture(rendering->pixels, request.colour);
}

}  // namespace

Result<std::unique_ptr<PageReader>> open_pdf_session(std::string untrusted_bytes, const Limits& limits,
                                                     const ReadOptions& options) {
  auto session = std::make_unique<PdfSession>(std::move(untrusted_bytes), limits, options);
  if (auto opened = session->open(); !opened) return std::unexpected(opened.error());
  return session;
}

}  // namespace domicile::read
