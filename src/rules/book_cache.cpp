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

#include "base/packing.hpp"
#include "base/sha256.hpp"
#include "rules/book_codec.hpp"

namespace domicile::rules {
namespace {

namespace fs = std::filesystem;

// Raised whenever the same bytes would be read as something else.
constexpr std::string_view format_name = "domicile rules 9\n";

class Writer {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  [[nodiscard]] std::string take() { return bytes_.take(); }

 private:
  void put(const std::string& text) { bytes_.text(text); }
  void put(std::uint32_t number) { bytes_.number(number); }
  void put(int number) { put(static_cast<std::uint32_t>(number)); }
  void put(Meaning::Type type) { put_byte(type); }
  void put(const PhraseIndex& index) { index.pack(bytes_); }
  void put(const TextTable& table) { table.pack(bytes_); }
  void put(bool flag) { put_byte(flag); }
  void put(JoinedNumbers joined) { put_byte(joined); }
  void put_byte(auto small) { bytes_.number(static_cast<unsigned char>(small)); }
  void put(double number) { bytes_.number(std::bit_cast<std::uint64_t>(number)); }
  template <class T>
  void put(const std::vector<T>& values) {
    bytes_.number(values.size());
    for (const auto& value : values) put(value);
  }
  template <class T>
  void put(const std::map<std::string, T>& values) {
    bytes_.number(values.size());
    for (const auto& [key, value] : values) (*this)(key, value);
  }
  template <class Struct>
  void put(const Struct& rules) {
    pass_fields(*this, rules);
  }

  Packer bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view untrusted_bytes) : bytes_(untrusted_bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool complete() const { return bytes_.complete(); }

 private:
  std::uint64_t up_to(std::uint64_t highest) {
    const auto value = bytes_.number();
    if (value > highest) bytes_.refuse();
    return bytes_.sound() ? value : 0;
  }
  void get(std::string& text) { text.assign(bytes_.text()); }
  void get(std::uint32_t& value) {
    value = static_cast<std::uint32_t>(up_to(std::numeric_limits<std::uint32_t>::max()));
  }
  void get(int& value) {
    std::uint32_t wide = 0;
    get(wide);
    value = static_cast<int>(wide);
  }
  void get(Meaning::Type& type) {
    type = static_cast<Meaning::Type>(up_to(static_cast<std::uint64_t>(Meaning::Type::term)));
  }
  // Values point into what was read before.
  void get(PhraseIndex& index) { index = PhraseIndex::unpacked(bytes_, meanings_); }
  void get(TextTable& table) { table = TextTable::unpacked(bytes_); }
  void get(std::vector<Meaning>& meanings) {
    get<Meaning>(meanings);
    meanings_ = meanings.size();
  }
  void get(bool& flag) { flag = up_to(1) != 0; }
  void get(JoinedNumbers& joined) {
    joined = static_cast<JoinedNumbers>(up_to(static_cast<std::uint64_t>(JoinedNumbers::unit_house)));
  }
  void get(double& value) { value = std::bit_cast<double>(bytes_.number()); }
  template <class T>
  void get(std::vector<T>& values) {
    const auto size = bytes_.count();
    if constexpr (std::same_as<T, std::string>) values.reserve(size);
    for (std::size_t i = 0; i < size && bytes_.sound(); ++i) get(values.emplace_back());
  }
  template <class T>
  void get(std::map<std::string, T>& values) {
    const auto size = bytes_.count();
    for (std::size_t i = 0; i < size && bytes_.sound(); ++i) {
      std::string key;
      get(key);
      get(values.emplace_hint(values.end(), std::move(key), T{})->second);
    }
  }
  template <class Struct>
  void get(Struct& rules) {
    pass_fields(*this, rules);
  }

  Unpacker bytes_;
  std::size_t meanings_ = 0;
};

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) return std::nullopt;
  const auto size = static_cast<std::streamoff>(stream.tellg());
  if (size < 0) return std::nullopt;
  std::string bytes;
  stream.seekg(0);
  // Not filled with zeros first: the rules are several megabytes.
  bytes.resize_and_overwrite(static_cast<std::size_t>(size), [&](char* into, std::size_t most) {
    stream.read(into, static_cast<std::streamsize>(most));
    return static_cast<std::size_t>(stream.gcount());
  });
  if (std::cmp_not_equal(bytes.size(), size)) return std::nullopt;
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
  writer(book.version, byte_order, book);
  return std::string(format_name) + writer.take();
}

std::optional<RuleBook> decode_book(std::string_view untrusted_bytes, std::string_view version) {
  if (!untrusted_bytes.starts_with(format_name)) return std::nullopt;
  untrusted_bytes.remove_prefix(format_name.size());
  std::string its_version;
  std::uint32_t its_byte_order = 0;
  RuleBook book;
  Reader reader(untrusted_bytes);
  reader(its_version);
  if (its_version != version) return std::nullopt;
  reader(its_byte_order);
  if (its_byte_order != byte_order) return std::nullopt;
  reader(book);
  const auto& wordings = book.wordings;
  const bool fits =
      wordings.languages.size() == book.languages.size() && wordings.own_words <= wordings.words.size();
  if (!reader.complete() || !fits) return std::nullopt;
  book.version = its_version;
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
