// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cachemodel.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <deque>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

QString textOf(const Scope& scope)
{
    return QString::fromUtf8(
        QJsonDocument(codec::toJson(scope).toObject()).toJson(QJsonDocument::Compact));
}

} // namespace

/// Thousands of steps by chance, each answer judged by a model that knows the rules alone. A
/// failure names its seed: TIERWATCH_SEED plays the same steps again.
class ModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsServedThatTheRulesForbid_data();
    void nothingIsServedThatTheRulesForbid();

private:
    static constexpr int stepsARound = 2000;

    struct Step
    {
        int weight;
        void (ModelTest::*take)();
    };
    struct Noted
    {
        QByteArray key; ///< of the one it is about; empty = of many
        QString text;
    };

    void begin(quint32 seed, const QString& mode);
    void takeStep();
    void fetch();
    void fetchAgain();
    void invalidate();
    void purge();
    void undo();
    void changeSource();
    void passTime();
    void setWallClock();
    void forgetMemory();
    void cleanUp();
    void settle();
    void turnSource();
    void restart();
    Result<Loaded> load(const Request& request, const QByteArray& key);
    void judge(const Request& request, const QByteArray& key, const Result<Answer>& answer);
    void servesWhatItShould(const QString& mode) const;

    CacheEngine& engine() { return m_workspace->engine(); }
    [[nodiscard]] int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    template <class T>
    [[nodiscard]] const T& oneOf(const std::vector<T>& list)
    {
        return list[static_cast<size_t>(below(static_cast<int>(list.size())))];
    }
    [[nodiscard]] Request anyRequest();
    [[nodiscard]] Scope anyScope();
    [[nodiscard]] CacheModel::Times now() const
    {
        return {m_clock.steadyMs(), m_run, m_wallWasSetBack};
    }
    void note(const QString& text, const QByteArray& key = {}) { m_story.push_back({key, text}); }
    [[nodiscard]] QString storyOf(const QByteArray& key) const;

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    QRandomGenerator m_random;
    CacheModel m_model;
    std::deque<qint64> m_undoable;
    QHash<QByteArray, qint64> m_failedMs; ///< steady, of the last failed load of a key
    std::deque<Noted> m_story;
    Request m_last;
    QHash<QByteArray, int> m_served; ///< how often from where
    bool m_down = false;
    bool m_inLoad = false;
    bool m_wallWasSetBack = false;
    int m_run = 0;
};

void ModelTest::begin(quint32 seed, const QString& mode)
{
    m_workspace.reset();
    m_random.seed(seed);
    m_model = {};
    m_undoable.clear();
    m_failedMs.clear();
    m_story.clear();
    m_served.clear();
    m_down = m_wallWasSetBack = false;
    m_run = 0;
    m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\ntype=" + mode.toUtf8() + '\n');
    QVERIFY(m_workspace->open());
    m_last = anyRequest();
}

void ModelTest::takeStep()
{
    static constexpr auto steps = std::to_array<Step>({{500, &ModelTest::fetch},
                                                       {250, &ModelTest::fetchAgain},
                                                       {50, &ModelTest::invalidate},
                                                       {6, &ModelTest::purge},
                                                       {45, &ModelTest::undo},
                                                       {10, &ModelTest::changeSource},
                                                       {60, &ModelTest::passTime},
                                                       {6, &ModelTest::setWallClock},
                                                       {40, &ModelTest::forgetMemory},
                                                       {5, &ModelTest::cleanUp},
                                                       {20, &ModelTest::settle},
                                                       {20, &ModelTest::turnSource},
                                                       {3, &ModelTest::restart}});
    int sum = 0;
    for (const Step& step : steps)
        sum += step.weight;
    int chance = below(sum);
    const auto chosen =
        std::ranges::find_if(steps, [&](const Step& step) { return (chance -= step.weight) < 0; });
    (this->*chosen->take)();
}

/// Every type has its rules: one without a grace, one with, one whose values may stand in even when
/// they were invalidated.
Request ModelTest::anyRequest()
{
    static const std::vector<std::pair<QString, Policy>> types = {
        {u"plain"_s, {.graceMs = 0}},
        {u"kept"_s, {.graceMs = 120'000}},
        {u"loose"_s, {.graceMs = 120'000, .staleAfterChange = true}}};
    const auto& [type, policy] = oneOf(types);
    Request request = requestOf(type, below(2));
    request.policy = policy;
    request.policy->l1TtlMs = 20'000;
    request.policy->l2TtlMs = 60'000;
    request.policy->throttleMs = 3'000;
    request.policy->jitterPercent = 0;
    request.companyId = oneOf<std::optional<qint64>>({std::nullopt, 1, 2});
    request.username = oneOf<QString>({u"ana"_s, u"bob"_s});
    request.perUser = below(2) == 0;
    request.tags = oneOf<QStringList>({{}, {u"x"_s}, {u"x"_s, u"y"_s}});
    return request;
}

Scope ModelTest::anyScope()
{
    const QString type = oneOf<QString>({u"plain"_s, u"kept"_s, u"loose"_s});
    switch (below(8)) {
    case 0:
        return {};
    case 1:
        return {.companyId = 1 + below(2)};
    case 2:
        return {.type = type};
    case 3:
        return {.companyId = 1 + below(2), .type = type};
    case 4:
        return {.username = oneOf<QString>({u"ana"_s, u"bob"_s})};
    case 5:
        return {.tag = oneOf<QString>({u"x"_s, u"y"_s})};
    default:
        return {.cacheKey = QString::fromUtf8(CacheKey::of(m_last)->text())};
    }
}

void ModelTest::fetch()
{
    m_last = anyRequest();
    fetchAgain();
}

/// What was asked for is asked for again: else few would be hits.
void ModelTest::fetchAgain()
{
    const QByteArray key = CacheKey::of(m_last)->text();
    const Request request = m_last;
    const auto answer = engine().fetch(
        request, [this, request, key]() -> Result<Loaded> { return load(request, key); });
    judge(request, key, answer);
}

/// While it loads, anything may be invalidated and undone.
Result<Loaded> ModelTest::load(const Request& request, const QByteArray& key)
{
    const int number = m_model.load(request, key, now());
    note(u"load %1 of %2"_s.arg(number).arg(request.tags.join(u',')), key);
    if (below(10) == 0)
        invalidate();
    if (below(20) == 0)
        undo();
    m_inLoad = true;
    if (!m_down)
        return Loaded(QByteArray::number(number));
    m_failedMs[key] = m_clock.steadyMs();
    return Error{ErrorCode::Source, u"down"_s};
}

void ModelTest::judge(const Request& request, const QByteArray& key, const Result<Answer>& answer)
{
    const bool loaded = std::exchange(m_inLoad, false);
    const qint64 throttledMs = m_failedMs.value(key, -3'000) + 3'000 - m_clock.steadyMs();
    QString wrong;
    if (!answer) {
        wrong = m_down ? QString() : u"the source is not down: "_s + answer.error().message;
    } else if (answer->origin == Origin::Database) {
        ++m_served["database"]; // whatever happened while it loaded
        const bool isNew = loaded && answer->value.toInt() == m_model.loads() - 1;
        wrong = isNew && !answer->stale ? QString() : u"it was not loaded for this"_s;
    } else {
        ++m_served[answer->stale ? "stale" : answer->origin == Origin::Memory ? "memory" : "disk"];
        wrong = m_model.objection(request, *answer, now());
        if (wrong.isEmpty() && answer->stale && !m_down && throttledMs <= 0)
            wrong = u"the source was not asked"_s;
    }
    if (answer)
        note(u"served %1%2 from %3"_s
                 .arg(QString::fromUtf8(answer->value), answer->stale ? u", stale,"_s : QString())
                 .arg(static_cast<int>(answer->origin)),
             key);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong + storyOf(key)));
}

void ModelTest::invalidate()
{
    const Scope scope = anyScope();
    const auto done = engine().invalidate(scope, u"tester"_s);
    QVERIFY(done && done->id);
    m_model.invalidated(scope, *done->id);
    m_undoable.push_back(*done->id);
    if (m_undoable.size() > 6)
        m_undoable.pop_front();
    note(u"invalidate %1 %2"_s.arg(*done->id).arg(textOf(scope)));
}

void ModelTest::purge()
{
    const Scope scope = anyScope();
    const auto done = engine().purge(scope, u"tester"_s);
    QVERIFY(done && done->id);
    m_model.purged(scope);
    note(u"purge %1 %2"_s.arg(*done->id).arg(textOf(scope)));
}

void ModelTest::undo()
{
    if (m_undoable.empty())
        return;
    const auto index = below(static_cast<int>(m_undoable.size()));
    const qint64 id = m_undoable[static_cast<size_t>(index)];
    const auto undone = engine().undo(id);
    note(u"undo %1: %2"_s.arg(id).arg(undone ? QString::number(undone->entries)
                                             : undone.error().message));
    if (!undone)
        return; // too late, twice, or in memory only
    m_model.undone(id);
    m_undoable.erase(m_undoable.begin() + index);
}

void ModelTest::changeSource()
{
    const qint64 company = 1 + below(2);
    QVERIFY(engine().noteSourceChange(company));
    m_model.changed(company);
    note(u"change of company %1"_s.arg(company));
}

void ModelTest::passTime()
{
    const qint64 ms = oneOf<qint64>({1, 500, 3'000, 3'000, 10'000, 10'000, 30'000, 130'000});
    m_clock.advanceMs(below(100) == 0 ? 1'900'000 : ms);
    note(u"%1 ms pass"_s.arg(ms));
}

void ModelTest::setWallClock()
{
    const qint64 ms = oneOf<qint64>({2'000, 20'000, 50'000, 600'000, 3'600'000});
    const bool back = below(2) == 0;
    m_wallWasSetBack |= back;
    m_clock.setWallMs(m_clock.wallMs() + (back ? -ms : ms));
    note(u"wall clock set by %1 ms"_s.arg(back ? -ms : ms));
}

void ModelTest::forgetMemory()
{
    engine().memory().clear();
    note(u"memory forgotten"_s);
}

void ModelTest::cleanUp()
{
    QVERIFY(engine().cleanUp());
    note(u"cleaned up"_s);
}

void ModelTest::settle()
{
    engine().settle();
    note(u"settled"_s);
}

void ModelTest::turnSource()
{
    m_down = !m_down;
    note(m_down ? u"source down"_s : u"source up"_s);
}

void ModelTest::restart()
{
    QVERIFY(m_workspace->restart());
    ++m_run;
    note(u"restart"_s);
}

/// The last that happened to a key.
QString ModelTest::storyOf(const QByteArray& key) const
{
    QStringList lines;
    for (const Noted& noted : m_story) {
        if (noted.key.isEmpty() || noted.key == key)
            lines << noted.text;
    }
    return u"\n  "_s + lines.mid(std::max<qsizetype>(0, lines.size() - 120)).join(u"\n  ");
}

/// A cache that serves nothing breaks no rule.
void ModelTest::servesWhatItShould(const QString& mode) const
{
    qInfo() << "served" << m_served << "loads" << m_model.loads() << "came back"
            << m_model.returns();
    QCOMPARE_GT(m_served.value("stale"), 0);
    if (mode != u"sqlite")
        QCOMPARE_GT(m_served.value("memory"), 100);
    if (mode == u"memory")
        return;
    QCOMPARE_GT(m_served.value("disk"), 20);
    QCOMPARE_GT(m_model.returns(), 0);
}

void ModelTest::nothingIsServedThatTheRulesForbid_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("mode");
    const auto add = [](quint32 seed, const QString& mode) {
        QTest::addRow("%s, seed %u", qPrintable(mode), seed) << seed << mode;
    };
    bool given = false;
    const auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("TIERWATCH_SEED", &given));
    const auto byTime = static_cast<quint32>(SystemClock().wallMs() % 1'000'000);
    for (const QString& mode : {u"hybrid"_s, u"sqlite"_s, u"memory"_s}) {
        if (given || mode == u"hybrid")
            add(given ? seed : byTime, mode);
        if (!given)
            add(1, mode);
    }
    for (const quint32 more : {2U, 3U}) {
        if (!given)
            add(more, u"hybrid"_s);
    }
}

void ModelTest::nothingIsServedThatTheRulesForbid()
{
    QFETCH(quint32, seed);
    QFETCH(QString, mode);
    begin(seed, mode);
    for (int step = 0; step < stepsARound; ++step) {
        takeStep();
        QVERIFY2(!QTest::currentTestFailed(),
                 qPrintable(u"TIERWATCH_SEED=%1, step %2"_s.arg(seed).arg(step)));
    }
    servesWhatItShould(mode);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ModelTest)
#include "modeltest.moc"
