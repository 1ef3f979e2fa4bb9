#include "rules/book_cache.hpp"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "rules/book_codec.hpp"

namespace domicile::rules {
namespace {

namespace fs = std::filesystem;

// Raised whenever the same bytes would be read as something else.
constexpr std::string_view format_name = "domicile rules 5\n";

class Writer {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  // Seven bits a byte, lowest first; the eighth says that more follow.
  void put_number(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>(number | 0x80);
    bytes_ += static_cast<char>(number);
  }
  void put(const std::string& text) {
    put_number(text.size());
    bytes_ += text;
  }
  void put(std::uint32_t number) { put_number(number); }
  void put(int number) { put_number(static_cast<std::uint32_t>(number)); }
  void put(Meaning::Type type) { bytes_ += static_cast<char>(type); }
  void put(const PhraseIndex& index) { put(index.steps()); }
  void put(bool flag) { bytes_ += static_cast<char>(flag); }
  void put(JoinedNumbers joined) { bytes_ += static_cast<char>(joined); }
  void put(double number) { put_number(std::bit_cast<std::uint64_t>(number)); }
  template <class T>
  void put(const std::vector<T>& values) {
    put_number(values.size());
    for (const auto& value : values) put(value);
  }
  template <class T>
  void put(const std::map<std::string, T>& values) {
    put_number(values.size());
    for (const auto& [key, value] : values) (*this)(key, value);
  }
  template <class Struct>
  void put(const Struct& rules) {
    pass_fields(*this, rules);
  }

  std::string bytes_;
};

// After the first mistake nothing more is read, and `complete` says so.
class Reader {
 public:
  explicit Reader(std::string_view untrusted_bytes) : rest_(untrusted_bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool complete() const { return !broken_ && rest_.empty(); }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    broken_ = true;
    return 0;
  }
  // How many values follow. Each takes a byte at least, so a number over what is left is a lie.
  std::size_t count() {
    const auto value = number();
    if (value <= rest_.size()) return static_cast<std::size_t>(value);
    broken_ = true;
    return 0;
  }
  unsigned char byte(unsigned char highest) {
    const auto value = rest_.empty() ? 0xFF : static_cast<unsigned char>(rest_.front());
    if (value > highest) {
      broken_ = true;
      return 0;
    }
    rest_.remove_prefix(1);
    return static_cast<unsigned char>(value);
  }
  void get(std::string& text) {
    const auto size = count();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void get(std::uint32_t& value) {
    const auto wide = number();
    broken_ = broken_ || wide > std::numeric_limits<std::uint32_t>::max();
    value = static_cast<std::uint32_t>(wide);
  }
  void get(int& value) {
    std::uint32_t wide = 0;
    get(wide);
    value = static_cast<int>(wide);
  }
  void get(Meaning::Type& type) {
    type = static_cast<Meaning::Type>(byte(static_cast<unsigned char>(Meaning::Type::term)));
  }
  // Values point into what was read before.
  void get(PhraseIndex& index) {
    const auto size = count();
    PhraseIndex::Step step;
    for (std::size_t i = 0; i < size && !broken_; ++i) {
      step.values.clear();
      get(step);
      const auto known = [&](int value) { return value >= 0 && static_cast<std::size_t>(value) < meanings_; };
      broken_ = broken_ || !std::ranges::all_of(step.values, known) || !index.add_step(step);
    }
  }
  void get(std::vector<Meaning>& meanings) {
    get<Meaning>(meanings);
    meanings_ = meanings.size();
  }
  void get(bool& flag) { flag = byte(1) != 0; }
  void get(JoinedNumbers& joined) {
    joined = static_cast<JoinedNumbers>(byte(static_cast<unsigned char>(JoinedNumbers::unit_house)));
  }
  void get(double& value) { value = std::bit_cast<double>(number()); }
  template <class T>
  void get(std::vector<T>& values) {
    const auto size = count();
    if constexpr (std::same_as<T, std::string>) values.reserve(size);
    for (std::size_t i = 0; i < size && !broken_; ++i) get(values.emplace_back());
  }
  template <class T>
  void get(std::map<std::string, T>& values) {
    const auto size = count();
    for (std::size_t i = 0; i < size && !broken_; ++i) {
      std::string key;
      get(key);
      get(values.emplace_hint(values.end(), std::move(key), T{})->second);
    }
  }
  template <class Struct>
  void get(Struct& rules) {
    pass_fields(*this, rules);
  }

  std::string_view rest_;
  std::size_t meanings_ = 0;
  bool broken_ = false;
};

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) return std::nullopt;
  const auto size = static_cast<std::streamoff>(stream.tellg());
  if (size < 0) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  stream.seekg(0);
  stream.read(bytes.data(), size);
  if (stream.gcount() != size) return std::nullopt;
  return bytes;
}

// The same folders that load_rules reads.
std::vector<fs::path> yaml_files(const fs::path& data) {
  std::error_code error;
  std::vector<fs::path> folders{data / "parsers", data / "parsers" / "issuers"};
  for (const auto& entry : fs::directory_iterator(data / "locales", error)) folders.push_back(entry.path());
  std::vector<fs::path> files;
  for (const auto& folder : folders) {
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::string digest_of_rules(const fs::path& data) {
  // Lengths between the parts keep two different trees from giving the same bytes.
  Writer all;
  for (const auto& file : yaml_files(data)) {
    all(file.lexically_relative(data).generic_string(), bytes_of(file).value_or(""));
  }
  return sha256_hex(all.take());
}

std::string encode_book(const RuleBook& book) {
  Writer writer;
  writer(book);
  return std::string(format_name) + writer.take();
}

std::optional<RuleBook> decode_book(std::string_view untrusted_bytes, std::string_view version) {
  if (!untrusted_bytes.starts_with(format_name)) return std::nullopt;
  untrusted_bytes.remove_prefix(format_name.size());
  std::string its_version;
  Reader head(untrusted_bytes);
  head(its_version);
  if (its_version != version) return std::nullopt;
  RuleBook book;
  Reader reader(untrusted_bytes);
  reader(book);
  const auto languages = book.languages.size();
  const bool fits =
      book.wordings.languages.size() == languages && book.wordings.own_tokens.size() == languages;
  if (!reader.complete() || !fits) return std::nullopt;
  return book;
}

Result<void> write_book(const RuleBook& book, const fs::path& file) {
  auto unfinished = file;
  unfinished += "." + std::to_string(::getpid());
  std::ofstream stream(unfinished, std::ios::binary);
  stream << encode_book(book);
  stream.close();
  std::error_code error;
  if (stream) fs::rename(unfinished, file, error);
  if (stream && !error) return {};
  fs::remove(unfinished, error);
  return fail(ErrorCode::file_not_readable, file.string(), "the rules could not be written.",
              "Check the folder and the space left.");
}

std::optional<RuleBook> read_book(const fs::path& file, std::string_view version) {
  const auto bytes = bytes_of(file);
  return bytes ? decode_book(*bytes, version) : std::nullopt;
}

}  // namespace domicile::rules
