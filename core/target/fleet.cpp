// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleet.h"

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;

namespace tierwatch {

namespace {

constexpr auto tellEvery = 250ms;
constexpr qint64 orderEveryMs = 10'000;

/// Whether a target opened by one does for the other.
bool opensTheSame(TargetConnection one, const TargetConnection& other)
{
    one.name = other.name;
    one.group = other.group;
    one.colour = other.colour;
    one.production = other.production;
    return one == other;
}

FleetCost& operator+=(FleetCost& sum, const FleetCost& cost)
{
    sum.requests += cost.requests;
    sum.bytes += cost.bytes;
    sum.ms += cost.ms;
    return sum;
}

bool isGone(const FleetFigures& figures)
{
    return figures.state == FleetState::Offline || figures.state == FleetState::Silent;
}

void addState(FleetSums& sums, const FleetFigures& figures, FleetConcern concern)
{
    if (figures.state == FleetState::Opening)
        ++sums.opening;
    else if (isGone(figures))
        ++sums.offline;
    else if (waitsForAPerson(figures.state))
        ++sums.waiting;
    else if (concern != FleetConcern::None)
        ++sums.concerned;
}

/// What was heard before a member went is not what it does now.
void addFigures(FleetSums& sums, const FleetFigures& figures)
{
    if (figures.requestsPerS) {
        sums.requestsPerS += *figures.requestsPerS;
        ++sums.ofRequests;
    }
    if (figures.savedQueries) {
        sums.savedQueries += *figures.savedQueries;
        ++sums.ofSaved;
    }
    if (figures.fresh) {
        sums.fresh.current += figures.fresh->current;
        sums.fresh.all += figures.fresh->all;
        ++sums.ofFresh;
    }
}

} // namespace

Fleet::Fleet(FleetOpener opener, const Clock& clock, QObject* parent)
    : QObject(parent), m_opener(std::move(opener)), m_clock(clock), m_poller(clock)
{
    m_telling.setSingleShot(true);
    m_telling.setInterval(tellEvery);
    connect(&m_telling, &QTimer::timeout, this, &Fleet::tell);
}

Fleet::~Fleet()
{
    for (const Row& row : m_rows)
        m_poller.remove(row.id);
}

void Fleet::setConnections(const std::vector<TargetConnection>& connections)
{
    const auto connectionOf = [](const Row& row) -> const TargetConnection& {
        return row.member->connection();
    };
    if (std::ranges::equal(m_rows, connections, {}, connectionOf))
        return;
    std::vector<Row> rows;
    rows.reserve(connections.size());
    for (const TargetConnection& connection : connections)
        rows.push_back(rowFor(connection));
    std::swap(rows, m_rows);
    for (const Row& row : rows) {
        if (!row.member)
            continue;
        m_poller.remove(row.id);
        m_gone += row.member->cost();
    }
    noteRows();
    m_changed.clear();
    m_orderedMs = 0;
    (void)putInOrder();
    Q_EMIT reset();
}

void Fleet::noteRows()
{
    m_rowById.clear();
    m_rowByConnection.clear();
    for (int row = 0; row < size(); ++row) {
        m_rowById.insert(m_rows[std::size_t(row)].id, row);
        m_rowByConnection.insert(member(row).connection().id, row);
    }
}

/// The member that is there, taken out of its row, else a new one.
Fleet::Row Fleet::rowFor(const TargetConnection& connection)
{
    if (const int before = rowOf(connection.id); before >= 0) {
        Row& row = m_rows[std::size_t(before)];
        if (row.member && opensTheSame(row.member->connection(), connection)) {
            row.member->setConnection(connection);
            return std::move(row);
        }
    }
    Row row{++m_lastId, std::make_unique<FleetMember>(connection, m_opener, m_clock)};
    connect(row.member.get(), &FleetMember::changed, this, [this, id = row.id] { note(id); });
    m_poller.add(row.id, *row.member);
    return row;
}

void Fleet::ask(const QString& connectionId)
{
    const int row = rowOf(connectionId);
    if (row >= 0 && member(row).target())
        m_poller.hurry(m_rows[std::size_t(row)].id);
    else
        retry(connectionId);
}

/// Who is held up is being opened already.
void Fleet::askAll()
{
    m_poller.refresh();
    for (const Row& row : m_rows) {
        if (!waitsForAPerson(row.member->figures().state) || row.member->isPolled())
            continue;
        if (row.member->target())
            row.member->close();
        m_poller.hurry(row.id);
    }
}

void Fleet::retry(const QString& connectionId)
{
    const int row = rowOf(connectionId);
    if (row < 0)
        return;
    const Row& one = m_rows[std::size_t(row)];
    if (!one.member->isPolled())
        one.member->close();
    m_poller.hurry(one.id);
}

int Fleet::rowOf(const QString& connectionId) const
{
    return m_rowByConnection.value(connectionId, -1);
}

FleetConcern Fleet::concern(int row) const
{
    return concernOf(member(row).figures(), m_clock.wallMs());
}

std::optional<std::chrono::milliseconds> Fleet::untilNext(int row) const
{
    return m_poller.untilNext(m_rows[std::size_t(row)].id);
}

std::chrono::milliseconds Fleet::pace(int row) const
{
    return m_poller.pace(m_rows[std::size_t(row)].id);
}

void Fleet::note(int id)
{
    m_changed.insert(id);
    if (!m_telling.isActive())
        m_telling.start();
}

void Fleet::tell()
{
    QList<int> rows;
    rows.reserve(m_changed.size());
    for (const int id : std::exchange(m_changed, {})) {
        if (const auto row = m_rowById.constFind(id); row != m_rowById.constEnd())
            rows.append(*row);
    }
    std::ranges::sort(rows);
    Q_EMIT changed(rows);
    if (putInOrder())
        Q_EMIT reordered();
}

bool Fleet::putInOrder()
{
    const qint64 nowMs = m_clock.steadyMs();
    if (m_orderedMs != 0 && nowMs - m_orderedMs < orderEveryMs)
        return false;
    std::vector<std::pair<FleetConcern, bool>> ranks;
    ranks.reserve(m_rows.size());
    for (int row = 0; row < size(); ++row)
        ranks.emplace_back(concern(row), !member(row).connection().production);
    std::vector<int> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](int row) { return ranks[std::size_t(row)]; });
    const bool known = std::ranges::any_of(
        m_rows, [](const Row& row) { return !isOpening(row.member->figures().state); });
    m_orderedMs = known ? nowMs : 0;
    return std::exchange(m_order, order) != m_order;
}

FleetSums Fleet::sums() const
{
    FleetSums sums;
    sums.members = size();
    double weight = 0;
    double weighted = 0;
    for (int row = 0; row < size(); ++row) {
        const FleetFigures& figures = member(row).figures();
        addState(sums, figures, concern(row));
        if (figures.trouble || isOpening(figures.state))
            continue;
        addFigures(sums, figures);
        if (!figures.hitRate)
            continue;
        const double requests = std::max(1.0, double(figures.answeredLastHour));
        weight += requests;
        weighted += *figures.hitRate * requests;
        ++sums.ofHitRate;
    }
    if (weight > 0)
        sums.hitRate = weighted / weight;
    return sums;
}

FleetCost Fleet::cost() const
{
    FleetCost cost = m_gone;
    for (const Row& row : m_rows)
        cost += row.member->cost();
    return cost;
}

} // namespace tierwatch
