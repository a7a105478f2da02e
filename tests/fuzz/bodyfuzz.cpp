// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/wirereader.h"
#include "remote/membersof.h"
#include "values/operations.h"

#include <QJsonDocument>

#include <cstdlib>

namespace tierwatch::fuzz {

namespace {

/// What is taken for an action is the same when a client of ours writes it again.
template <class A>
void checkBody(const QByteArray& body)
{
    auto reader = WireReader::ofBody(body);
    const auto action = reader.read<A>();
    reader.refuseOthers();
    if (!reader.ok())
        return;
    const QByteArray written = QJsonDocument(wire::membersOf(action)).toJson();
    auto again = WireReader::ofBody(written);
    const auto same = again.read<A>();
    again.refuseOthers();
    if (!again.ok() || codec::toJson(same) != codec::toJson(action))
        std::abort();
}

template <class... As>
void checkBodies(const QByteArray& body, std::type_identity<std::variant<As...>>)
{
    (checkBody<As>(body), ...);
}

} // namespace

} // namespace tierwatch::fuzz

/// Any bytes are read as the body of each action.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    using namespace tierwatch;
    fuzz::checkBodies({reinterpret_cast<const char*>(data), qsizetype(size)},
                      std::type_identity<Action>{});
    return 0;
}
