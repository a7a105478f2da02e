// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/threadreaders.h"

#include "base/threadlocal.h"

#include <algorithm>
#include <vector>

namespace tierwatch::threadreaders {

namespace {

struct Reader
{
    std::weak_ptr<const int> file;
    std::unique_ptr<Connection> connection;
};

// A connection may only be closed by its own thread, so each thread keeps its own.
std::vector<Reader>& ownReaders()
{
    return ofThisThread<std::vector<Reader>>();
}

bool belongsTo(const Reader& reader, const FileToken& file)
{
    return !reader.file.owner_before(file) && !file.owner_before(reader.file);
}

} // namespace

Connection& get(const FileToken& file, const Opener& open)
{
    std::vector<Reader>& readers = ownReaders();
    std::erase_if(readers, [](const Reader& reader) { return reader.file.expired(); });
    auto found = std::ranges::find_if(
        readers, [&](const Reader& reader) { return belongsTo(reader, file); });
    if (found == readers.end())
        found = readers.insert(readers.end(), Reader{file, nullptr});
    if (!found->connection || !found->connection->isOpen()) {
        auto opened = open();
        found->connection = opened ? std::move(*opened) : Connection::failed(opened.error());
    }
    return *found->connection;
}

void drop(const FileToken& file)
{
    std::erase_if(ownReaders(), [&](const Reader& reader) { return belongsTo(reader, file); });
}

} // namespace tierwatch::threadreaders
