// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>
#include <memory>

class QObject;

namespace tierwatch {

/// A thread for each place, made when it is first wanted: what is done at one place is done in
/// turn, and a place whose disk does not answer delays no other. Lives in one thread; destroying it
/// waits for what was begun.
class PlaceThreads final
{
public:
    PlaceThreads();
    ~PlaceThreads();
    Q_DISABLE_COPY_MOVE(PlaceThreads)

    /// Lives in that place's thread, as long as this: what is invoked on it is done there.
    [[nodiscard]] QObject* at(const QString& place);
    /// Waits until all is done that was invoked so far.
    void settle();

private:
    struct Lane;

    std::map<QString, std::unique_ptr<Lane>> m_lanes;
};

} // namespace tierwatch
