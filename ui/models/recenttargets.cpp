// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recenttargets.h"

#include "settings/connectioncheck.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto listKey = "recent"_L1;
constexpr auto idKey = "id"_L1;
constexpr auto kindKey = "kind"_L1;
constexpr auto placeKey = "place"_L1;
constexpr auto nameKey = "name"_L1;
constexpr auto serverKey = "server"_L1;
constexpr auto watchKey = "watch_only"_L1;

bool leadToTheSame(const TargetConnection& one, const TargetConnection& other)
{
    return one.kind == other.kind && one.place == other.place && one.server == other.server;
}

} // namespace

RecentTargets::RecentTargets(const QString& file, QObject* parent)
    : QObject(parent), m_file(file, QSettings::IniFormat)
{
    read();
}

void RecentTargets::read()
{
    m_all.clear();
    const int count = m_file.beginReadArray(listKey);
    for (int i = 0; i < count && m_all.size() < most; ++i) {
        m_file.setArrayIndex(i);
        TargetConnection one;
        const auto kind = wireNames(one.kind).indexOf(m_file.value(kindKey).toString());
        one.kind = static_cast<TargetConnection::Kind>(kind);
        one.id = m_file.value(idKey).toString();
        one.place = m_file.value(placeKey).toString();
        one.name = m_file.value(nameKey).toString();
        one.server = m_file.value(serverKey).toString();
        one.watchOnly = m_file.value(watchKey).toBool();
        if (kind >= 0 && !one.place.isEmpty())
            m_all.push_back(one);
    }
    m_file.endArray();
}

void RecentTargets::note(const TargetConnection& connection, const QString& name)
{
    read(); // another window may have noted some
    TargetConnection one;
    one.id = connection.id;
    one.kind = connection.kind;
    one.place = withoutSecret(connection.kind, connection.place);
    one.name = name;
    one.server = connection.server;
    one.watchOnly = connection.watchOnly;
    std::erase_if(m_all, [&](const TargetConnection& other) { return leadToTheSame(one, other); });
    m_all.insert(m_all.begin(), one);
    if (m_all.size() > most)
        m_all.resize(most);
    write();
}

void RecentTargets::clear()
{
    m_all.clear();
    write();
}

void RecentTargets::write()
{
    m_file.remove(listKey);
    m_file.beginWriteArray(listKey, static_cast<int>(m_all.size()));
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        m_file.setArrayIndex(static_cast<int>(i));
        m_file.setValue(idKey, m_all[i].id);
        m_file.setValue(kindKey, codec::nameOf(m_all[i].kind));
        m_file.setValue(placeKey, m_all[i].place);
        m_file.setValue(nameKey, m_all[i].name);
        m_file.setValue(serverKey, m_all[i].server);
        m_file.setValue(watchKey, m_all[i].watchOnly);
    }
    m_file.endArray();
    m_file.sync();
    Q_EMIT changed();
}

} // namespace tierwatch
