#include "read/pdf_revisions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "read/pdf_trust.hpp"
#include "read/pdf_words.hpp"

namespace domicile::read {
namespace {

constexpr std::string_view end_mark = "%%EOF";
constexpr std::size_t most_states = 8;
constexpr std::size_t least_update_bytes = 60;  // a cross-reference section with one entry is longer

bool is_linearised(std::string_view bytes) {
  return bytes.substr(0, 1024).find("/Linearized") != std::string_view::npos;
}

std::size_t after_line_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && (bytes[at] == '\r' || bytes[at] == '\n')) ++at;
  return at;
}

bool is_followed_by_update(std::string_view bytes, std::size_t end) {
  return bytes.size() - end > least_update_bytes && bytes.find("startxref", end) != std::string_view::npos;
}

/// The ends of saved states, oldest first; a linearised file has its first end mark after its first page.
std::vector<std::size_t> saved_ends(std::string_view bytes) {
  std::vector<std::size_t> ends;
  std::size_t at = bytes.find(end_mark);
  if (at != std::string_view::npos && is_linearised(bytes)) at = bytes.find(end_mark, at + end_mark.size());
  for (; at != std::string_view::npos && ends.size() < most_states;
       at = bytes.find(end_mark, at + end_mark.size())) {
    const std::size_t end = after_line_end(bytes, at + end_mark.size());
    if (!is_followed_by_update(bytes, end)) break;
    ends.push_back(end);
  }
  return ends;
}

/// Four numbers of "/ByteRange [0 840 960 240]" → where the signed bytes end.
std::optional<std::size_t> signed_end(std::string_view bytes, std::size_t at) {
  const std::size_t open = bytes.find('[', at);
  if (open == std::string_view::npos || open - at > 20) return std::nullopt;
  const std::string numbers(bytes.substr(open + 1, 100));
  const char* next = numbers.c_str();
  std::array<unsigned long long, 4> range{};
  for (auto& number : range) {
    char* end = nullptr;
    number = std::strtoull(next, &end, 10);
    if (end == next) return std::nullopt;
    next = end;
  }
  const unsigned long long end = range[2] + range[3];
  if (end < range[2] || end > bytes.size() || end < 200) return std::nullopt;
  return static_cast<std::size_t>(end);
}

/// Signatures cover whole states; a range that ends elsewhere was planted.
bool ends_a_state(std::string_view bytes) {
  const std::size_t last = bytes.find_last_not_of("\r\n \t");
  return last != std::string_view::npos && bytes.substr(0, last + 1).ends_with(end_mark);
}

/// The ends of what signatures cover, shortest first.
std::vector<std::size_t> signed_ends(std::string_view bytes) {
  std::vector<std::size_t> ends;
  for (std::size_t at = bytes.find("/ByteRange"); at != std::string_view::npos && ends.size() < most_states;
       at = bytes.find("/ByteRange", at + 10)) {
    const auto signed_to = signed_end(bytes, at + 10);
    if (!signed_to) continue;
    const std::size_t end = after_line_end(bytes, *signed_to);
    if (ends_a_state(bytes.substr(0, end)) && is_followed_by_update(bytes, end)) ends.push_back(end);
  }
  std::ranges::sort(ends);
  return ends;
}

/// A visible word by text and place, so that words that only moved in painting order stay the same.
using PlacedText = std::tuple<std::string, long, long>;
using Inventory = std::map<PlacedText, std::pair<int, Rect>>;

Inventory visible_words(const PageContent& content) {
  std::vector<LayerWord> words = make_words(content.glyphs);
  const LayerVerdict verdict = judge_layer(content, words);
  Inventory inventory;
  // The words of an OCR layer are nothing that a person sees: adding one to a scan changes nothing.
  if (verdict.worth == LayerVerdict::Worth::scan) return inventory;
  for (const LayerWord& word : words) {
    if (word.visibility != Visibility::visible) continue;
    const PlacedText key{normalised_text(word.text), std::lround(word.rect.x0 / 3),
                         std::lround(word.rect.y0 / 3)};
    auto& [count, rect] = inventory[key];
    ++count;
    rect = word.rect;
  }
  return inventory;
}

/// What `all` has and `others` has not.
std::vector<Rect> only_in(const Inventory& all, const Inventory& others) {
  std::vector<Rect> rects;
  for (const auto& [key, counted] : all) {
    const auto& [text, x, y] = key;
    bool found = false;
    for (long dx = -1; dx <= 1 && !found; ++dx) {
      for (long dy = -1; dy <= 1 && !found; ++dy) found = others.contains({text, x + dx, y + dy});
    }
    if (!found) rects.push_back(counted.second);
  }
  return rects;
}

std::vector<Rect> new_pictures(const PageContent& before, const PageContent& after) {
  std::vector<Rect> rects;
  for (const Painted& painted : after.painted) {
    if (painted.kind != Painted::Kind::image) continue;
    const bool known = std::ranges::any_of(before.painted, [&](const Painted& old) {
      return old.kind == Painted::Kind::image && old.pixels_x == painted.pixels_x &&
             old.pixels_y == painted.pixels_y && std::abs(old.rect.x0 - painted.rect.x0) < 2 &&
             std::abs(old.rect.y0 - painted.rect.y0) < 2;
    });
    if (!known) rects.push_back(painted.rect);
  }
  return rects;
}

/// Rects near each other as one.
std::vector<Rect> clusters_of(const std::vector<Rect>& rects) {
  constexpr double beside = 40, below = 20;  // points
  constexpr std::size_t most = 12;           // more are one
  std::vector<Rect> clusters;
  for (Rect rect : rects) {
    // Whoever joins may bring others within reach.
    for (auto cluster = clusters.begin(); cluster != clusters.end();) {
      const bool near = cluster->x0 - beside < rect.x1 && rect.x0 < cluster->x1 + beside &&
                        cluster->y0 - below < rect.y1 && rect.y0 < cluster->y1 + below;
      if (!near) {
        ++cluster;
        continue;
      }
      rect = {std::min(rect.x0, cluster->x0), std::min(rect.y0, cluster->y0), std::max(rect.x1, cluster->x1),
              std::max(rect.y1, cluster->y1)};
      clusters.erase(cluster);
      cluster = clusters.begin();
    }
    clusters.push_back(rect);
  }
  if (clusters.size() > most) return {};
  return clusters;
}

Box around(const std::vector<Rect>& rects, const PageContent& content) {
  Box box{1, 1, 0, 0};
  for (const Rect& rect : rects) {
    box = united(box, {rect.x0 / content.width_pt, rect.y0 / content.height_pt, rect.x1 / content.width_pt,
                       rect.y1 / content.height_pt});
  }
  return intersected(box, whole_page);
}

}  // namespace

std::vector<EarlierState> earlier_states(std::string_view untrusted_bytes) {
  std::vector<EarlierState> states;
  for (const std::size_t end : signed_ends(untrusted_bytes)) states.push_back({end, true});
  for (const std::size_t end : saved_ends(untrusted_bytes)) {
    if (std::ranges::find(states, end, &EarlierState::size) != states.end()) continue;
    const bool signature_in_it = untrusted_bytes.substr(0, end).find("/ByteRange") != std::string_view::npos;
    states.push_back({end, signature_in_it});
  }
  if (states.size() > most_states) states.resize(most_states);
  return states;
}

std::vector<IntegrityFinding> compare_states(const PageContent& before, const PageContent& after, int page,
                                             bool signed_then) {
  const Inventory words_before = visible_words(before);
  const Inventory words_after = visible_words(after);
  const std::vector<Rect> gone = only_in(words_before, words_after);
  std::vector<Rect> changed = only_in(words_after, words_before);
  const std::size_t added = changed.size();
  const std::vector<Rect> pictures = new_pictures(before, after);
  if (gone.empty() && added == 0 && pictures.empty()) return {};
  const auto places = gone.empty() && !signed_then ? clusters_of(changed) : std::vector<Rect>{};
  changed.insert(changed.end(), gone.begin(), gone.end());
  changed.insert(changed.end(), pictures.begin(), pictures.end());

  const std::string since =
      signed_then ? "after the document was signed" : "after the document was first saved";
  IntegrityFinding finding;
  finding.code = "edited_after_issue";
  finding.page = page;
  finding.box = around(changed, after);
  if (!gone.empty()) {
    finding.severity = IntegrityFinding::Severity::critical;
    finding.message = std::to_string(gone.size()) + " words were removed or replaced " + since + ".";
  } else if (added > 0) {
    finding.severity =
        signed_then ? IntegrityFinding::Severity::critical : IntegrityFinding::Severity::warning;
    finding.message = std::to_string(added) + " words were added " + since + ".";
    // One for each place, so that it can be told which stand where a field does.
    std::vector<IntegrityFinding> findings;
    for (const Rect& place : places) {
      findings.push_back(finding);
      findings.back().box = around({place}, after);
    }
    if (!findings.empty()) return findings;
  } else {
    finding.message = "A picture was added " + since + ".";
  }
  return {finding};
}

}  // namespace domicile::read
