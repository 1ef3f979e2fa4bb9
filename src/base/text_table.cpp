#include "base/text_table.hpp"

#include <algorithm>
#include <bit>

namespace domicile {

std::uint32_t stable_hash(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

std::string_view TextTable::operator[](std::uint32_t number) const {
  const auto begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(letters_).substr(begin, ends_[number] - begin);
}

// Where `text` stands, or the free place where it would.
std::size_t TextTable::place_of(std::string_view text) const {
  auto at = stable_hash(text) & (places_.size() - 1);
  while (places_[at] != 0 && (*this)[places_[at] - 1] != text) at = (at + 1) & (places_.size() - 1);
  return at;
}

std::uint32_t TextTable::find(std::string_view text) const {
  return places_.empty() ? none : places_[place_of(text)] - 1;
}

void TextTable::grow() {
  places_.assign(std::max<std::size_t>(16, 2 * places_.size()), 0);
  for (std::uint32_t number = 0; number < size(); ++number) places_[place_of((*this)[number])] = number + 1;
}

std::uint32_t TextTable::add(std::string_view text) {
  if (2 * (ends_.size() + 1) > places_.size()) grow();
  const auto place = place_of(text);
  if (places_[place] == 0) {
    letters_ += text;
    ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
    places_[place] = size();
  }
  return places_[place] - 1;
}

void TextTable::pack(Packer& packer) const {
  packer.text(letters_);
  packer.table(ends_);
  packer.table(places_);
}

bool TextTable::holds_together() const {
  const bool texts_fit =
      std::ranges::is_sorted(ends_) && (ends_.empty() ? 0 : ends_.back()) == letters_.size();
  if (places_.empty()) return texts_fit && ends_.empty();
  // A free place must be left, or a search for what is not there would never end.
  return texts_fit && std::has_single_bit(places_.size()) &&
         std::ranges::find(places_, 0u) != places_.end() &&
         std::ranges::all_of(places_, [&](std::uint32_t place) { return place <= size(); });
}

TextTable TextTable::unpacked(Unpacker& unpacker) {
  TextTable table;
  table.letters_ = unpacker.text();
  table.ends_ = unpacker.table<std::uint32_t>();
  table.places_ = unpacker.table<std::uint32_t>();
  if (unpacker.sound() && table.holds_together()) return table;
  unpacker.refuse();
  return {};
}

}  // namespace domicile
