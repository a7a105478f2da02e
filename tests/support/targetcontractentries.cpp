// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/targetcontract.h"

#include <QSet>

using namespace Qt::StringLiterals;

/// The contract's sentences about entries. A target that keeps none that can be listed says so.
#define NEEDS_ENTRIES()                                                                            \
    if (!target().capability(QLatin1StringView(EntriesQuery::name)).available) {                   \
        QCOMPARE(read(EntriesQuery{}).error().code, ErrorCode::NotAvailable);                      \
        QCOMPARE(read(EntryQuery{}).error().code, ErrorCode::NotAvailable);                        \
        return;                                                                                    \
    }

namespace tierwatch::test {

std::vector<EntryRow> TargetContract::listed(EntriesQuery query)
{
    const Result<EntriesPage> page = read(std::move(query));
    return page ? page->rows : std::vector<EntryRow>();
}

void TargetContract::listsEntriesInAnyOrderPageByPage()
{
    NEEDS_ENTRIES();
    for (qint64 company = 1; company <= 5; ++company)
        ask(u"invoices"_s, company);
    ask(u"partners"_s, 3);
    ask(u"partners"_s, 3);
    m_fixture->settle();
    for (int sort = 0; sort < wireNames(EntrySort()).size(); ++sort) {
        for (const bool descending : {false, true}) {
            EntriesQuery query;
            query.sort = static_cast<EntrySort>(sort);
            query.descending = descending;
            const std::vector<EntryRow> all = listed(query);
            QCOMPARE(all.size(), size_t(6));
            query.limit = 4;
            const Result<EntriesPage> first = read(query);
            QVERIFY(first && first->next);
            query.cursor = first->next;
            const Result<EntriesPage> second = read(query);
            QVERIFY(second && !second->next);
            std::vector<EntryRow> paged = first->rows;
            paged.insert(paged.end(), second->rows.begin(), second->rows.end());
            QCOMPARE(paged, all);
            QVERIFY(survivesJson(query) && survivesJson(*first) && survivesJson(*second));
        }
    }
    EntriesQuery byUse;
    byUse.sort = EntrySort::Hits;
    QCOMPARE(listed(byUse)[0].type, u"partners"_s);
}

void TargetContract::listsThoseThatTheFilterLetsThrough()
{
    NEEDS_ENTRIES();
    ask(u"invoices"_s, 1, u"ana"_s);
    ask(u"invoices"_s, 2, u"bob"_s);
    ask(u"partners"_s, 2, u"ana"_s);
    m_fixture->settle();
    QCOMPARE(listed({{.type = u"invoices"_s}}).size(), size_t(2));
    QCOMPARE(listed({{.companyId = 2}}).size(), size_t(2));
    const auto ofAna = read(EntriesQuery{{.companyId = 2, .username = u"ana"_s}});
    const bool usersAreTold = listed().at(0).username.has_value(); // else there is none to go by
    if (usersAreTold)
        QCOMPARE(ofAna->rows.size(), size_t(1));
    else
        QCOMPARE(ofAna.error().code, ErrorCode::NotAvailable);
    QCOMPARE(listed({{.text = u"PARTN"_s}}).size(), size_t(1));
    QCOMPARE(listed({{.text = u"p%rt"_s}}).size(), size_t(0));
    QCOMPARE(listed({{.state = EntryState::Active}}).size(), size_t(3));
    QCOMPARE(listed({{.state = EntryState::Expired}}).size(), size_t(0));
    const std::vector<EntryRow> rows = listed({{.type = u"partners"_s}});
    QCOMPARE(rows.at(0).companyId.value(), 2);
    QCOMPARE(rows[0].username, usersAreTold ? std::optional(u"ana"_s) : std::nullopt);
    QCOMPARE(rows[0].cacheKey, m_fixture->keyOf(u"partners"_s, 2, u"ana"_s));
    QCOMPARE_GT(rows[0].size, 0);
    QCOMPARE_GT(rows[0].expiresMs, rows[0].createdMs);
    EntriesQuery counted{{.companyId = 2}};
    counted.count = true;
    counted.limit = 1;
    QCOMPARE(read(counted)->matching.value(), 2);
    QVERIFY(!read(EntriesQuery{})->matching);
}

void TargetContract::refusesACursorOfAnotherList()
{
    NEEDS_ENTRIES();
    ask(u"invoices"_s, 1);
    ask(u"invoices"_s, 2);
    m_fixture->settle();
    EntriesQuery query;
    query.limit = 1;
    query.cursor = read(query)->next;
    QVERIFY(query.cursor);
    query.sort = EntrySort::Key;
    QCOMPARE(read(query).error().code, ErrorCode::InvalidArgument);
    query.cursor = u"nonsense"_s;
    QCOMPARE(read(query).error().code, ErrorCode::InvalidArgument);
}

void TargetContract::givesTheValueOfAnEntryInParts()
{
    NEEDS_ENTRIES();
    for (int i = 0; i < 11; ++i) // values of two characters
        ask(u"invoices"_s, i);
    const QByteArray value = ask(u"partners"_s);
    m_fixture->settle();
    const QString digest = listed({{.type = u"partners"_s}}).at(0).digest;
    const Result<Entry> whole = read(EntryQuery{digest});
    QVERIFY(whole);
    QCOMPARE(whole->value, value);
    QCOMPARE(whole->row.size, value.size());
    QCOMPARE(whole->row.digest, digest);
    QCOMPARE(read(EntryQuery{digest, 1, 1})->value, value.mid(1, 1));
    QCOMPARE(read(EntryQuery{digest, value.size()})->value, QByteArray());
    QCOMPARE(read(EntryQuery{digest, -1}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(read(EntryQuery{QString(32, u'0')}).error().code, ErrorCode::NotFound);
    QCOMPARE(read(EntryQuery{u"no digest"_s}).error().code, ErrorCode::NotFound);
    QVERIFY(survivesJson(*whole) && survivesJson(EntryQuery{digest, 1, 1}));
}

void TargetContract::explainsAnEntryByItsDigest()
{
    NEEDS_ENTRIES();
    ask();
    m_fixture->settle();
    ExplainQuery query;
    query.digest = listed().at(0).digest;
    const Result<Explained> cached = read(query);
    QVERIFY(cached);
    QCOMPARE(cached->cacheKey, m_fixture->keyOf(u"invoices"_s, 1, u"ana"_s));
    QVERIFY(survivesJson(query));
    const Result<Invalidated> done = act(Invalidate{{.companyId = 1}});
    m_fixture->settle();
    if (done->undoUntilMs) // as long as an undo would bring it back, it is known
        QCOMPARE(read(query)->place, EntryPlace::Trash);
    query.digest = QString(32, u'0');
    QCOMPARE(read(query).error().code, ErrorCode::NotFound);
}

void TargetContract::tellsOneUsersOwnEntryToNobodyElse()
{
    NEEDS_ENTRIES();
    if (m_fixture->speaksForItsOwnAlone())
        return;
    ask(u"invoices"_s, 1, u"ana"_s);
    m_fixture->settle();
    if (!listed().at(0).username)
        return; // a file that does not tell whose its entries are
    const EntryQuery query{listed().at(0).digest};
    const auto refused = waitFor(target().read(query, callerOf(Role::Operator)));
    QCOMPARE(refused.error().code, ErrorCode::NotAllowed);
    QVERIFY(waitFor(target().read(query, {u"ana"_s, Role::Viewer})));
    QVERIFY(waitFor(target().read(query, callerOf(Role::Administrator))));
}

} // namespace tierwatch::test
