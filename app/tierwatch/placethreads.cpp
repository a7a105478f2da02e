// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "placethreads.h"

#include <QDir>
#include <QThread>

using namespace Qt::StringLiterals;

namespace tierwatch {

struct PlaceThreads::Lane
{
    QThread thread;
    QObject* worker = new QObject;

    Lane()
    {
        thread.setObjectName(u"tierwatch-opener"_s);
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
    }
    /// Behind what is still to be done.
    ~Lane()
    {
        QMetaObject::invokeMethod(worker, [this] { thread.quit(); });
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Lane)
};

PlaceThreads::PlaceThreads() = default;

PlaceThreads::~PlaceThreads() = default;

QObject* PlaceThreads::at(const QString& place)
{
    auto& lane = m_lanes[QDir::cleanPath(place)];
    if (!lane)
        lane = std::make_unique<Lane>();
    return lane->worker;
}

void PlaceThreads::settle()
{
    for (const auto& [place, lane] : m_lanes)
        QMetaObject::invokeMethod(
            lane->worker, [] {}, Qt::BlockingQueuedConnection);
}

} // namespace tierwatch
