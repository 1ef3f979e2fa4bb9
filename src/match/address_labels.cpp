#include "match/address_labels.hpp"

#include <algorithm>

namespace domicile::match {

LabelSheet::LabelSheet(const AddressTables& tables, const std::vector<std::string>& lines,
                       std::string_view country)
    : tables_(tables), taken_(take_apart(lines)), labels_(taken_.pieces.size(), Label::free) {
  for (std::size_t i = 0; i < taken_.pieces.size(); ++i) {
    const auto& piece = taken_.pieces[i];
    if (i == 0 || starts_segment(piece)) {
      if (!segments_.empty()) segments_.back().end = i;
      segments_.push_back({i, taken_.pieces.size(), i == 0 || piece.gap == '\n'});
    }
  }
  set_country(country);
}

void LabelSheet::set_country(std::string_view code) {
  country_ = tables_.places.index_of(code);
  languages_ = tables_.words.languages_of(country_ ? code : std::string_view{});
}

const CountryForm* LabelSheet::form() const {
  return country_ ? &tables_.places.countries()[*country_] : nullptr;
}

const rules::CountryRules& LabelSheet::rules() const {
  static const rules::CountryRules unknown;
  return country_ ? *form()->rules : unknown;
}

std::size_t LabelSheet::segment_of(std::size_t piece) const {
  std::size_t index = 0;
  while (index + 1 < segments_.size() && segments_[index + 1].begin <= piece) ++index;
  return index;
}

void LabelSheet::put(Label label, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end && i < labels_.size(); ++i) {
    if (labels_[i] == Label::free) labels_[i] = label;
  }
}

Segment LabelSheet::free_part(const Segment& segment) const {
  Segment part = segment;
  while (part.begin < part.end && !is_free(part.begin)) ++part.begin;
  std::size_t end = part.begin;
  while (end < part.end && is_free(end)) ++end;
  part.end = end;
  return part;
}

bool LabelSheet::has_free(const Segment& segment) const {
  const Segment part = free_part(segment);
  return part.begin < part.end;
}

const WordSense* LabelSheet::sense(std::size_t at, WordKind kind, std::size_t& count) const {
  const auto hit = tables_.words.find(taken_.pieces, at);
  const auto* found = AddressWords::sense(hit, kind, languages_);
  if (found != nullptr) count = hit.count;
  return found;
}

bool LabelSheet::has_unit_word(std::size_t at, std::size_t& count) const {
  for (const auto kind : {WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block}) {
    if (has(at, kind, count)) return true;
  }
  return false;
}

std::size_t LabelSheet::past_number_words(std::size_t at, std::size_t end) const {
  std::size_t count = 0;
  while (at < end && has(at, WordKind::number_word, count) && at + count < end) at += count;
  return at;
}

double LabelSheet::street_word(std::size_t at, std::size_t begin, std::size_t end) const {
  const auto& piece = taken_.pieces[at];
  if (piece.has_digit) return 0;
  const auto hit = tables_.words.find(taken_.pieces, at);
  const auto sure = [&](const WordSense& sense) {
    if (sense.in_full) return 1.0;
    const bool marked = piece.closed_by_dot || (at + 1 < end && taken_.pieces[at + 1].mark == '/');
    return marked ? 0.95 : piece.folded.size() == 1 ? 0.5 : 0.8;
  };
  double best = 0;
  const std::size_t next = at + std::max<std::size_t>(1, hit.count);
  const bool name_before = at > begin && !taken_.pieces[at - 1].digits;
  if (const auto* sense = AddressWords::sense(hit, WordKind::street_before, languages_);
      sense && next < end) {
    best = sure(*sense) * (at == begin || taken_.pieces[at - 1].has_digit ? 1 : 0.8);
  }
  if (const auto* sense = AddressWords::sense(hit, WordKind::street_after, languages_);
      sense && name_before) {
    best = std::max(best, sure(*sense));
  }
  if (piece.folded.size() >= 4) {
    if (const auto joined = tables_.words.joined_street_word(piece.folded, languages_)) {
      best = std::max(best, joined->sure ? 0.9 : 0.3);
    }
  }
  return best;
}

bool LabelSheet::has_street_word(std::size_t begin, std::size_t end, double sure) const {
  for (std::size_t at = begin; at < end; ++at) {
    if (street_word(at, begin, end) >= sure) return true;
  }
  return false;
}

std::string LabelSheet::text_of(Label label) const {
  std::string text;
  for (std::size_t i = 0; i < labels_.size();) {
    if (labels_[i] != label) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < labels_.size() && labels_[end] == label && !starts_segment(taken_.pieces[end])) ++end;
    if (!text.empty()) text += starts_segment(taken_.pieces[i]) || label == Label::unit ? ", " : " ";
    text += taken_.slice(i, end);
    i = end;
  }
  return text;
}

}  // namespace domicile::match
