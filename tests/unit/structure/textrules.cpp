// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

struct Habit
{
    QString where; ///< a pattern for paths
    QString what;  ///< a pattern for lines
    QString why;
};

const std::vector<Habit>& badHabits()
{
    // Some words are written in two halves: this file keeps the rules, too.
    static const std::vector<Habit> all{
        {u"."_s,
         u"\\b(TO"
         u"DO|FIX"
         u"ME|XX"
         u"X|HA"
         u"CK)\\b"_s,
         u"leaves a marker: do it now"_s},
        {u"^core/"_s,
         u"include <(Qt(Gui|Widgets|Charts)|Q(Gui)?Application|QWidget|QColor|QIcon|QImage|QPixmap|QFont)\\b"_s,
         u"core has no Gui"_s},
        {u"^core/.*CMakeLists"_s, u"Qt6::(Gui|Widgets|Charts)"_s, u"core has no Gui"_s},
        {u"^core/(base|values|cache|metrics|target)/"_s, u"include <Q?Sql|include <sqlite3"_s,
         u"SQL on the cache file belongs to core/storage"_s},
        {u"^core/(cache|metrics)/"_s,
         u"include <Q(Thread|Mutex|ReadWriteLock|Semaphore|WaitCondition)>"_s,
         u"this floor uses std primitives"_s},
        {u"^core/"_s, u"include <QRegularExpression>|std::latch|condition_variable_any"_s,
         u"crashes or hangs with GCC for Windows: see base/words.h and base/wake.h"_s},
        {u"^(core/(?!settings/)|ui/|app/)"_s, u"include <qt6?keychain|Qt6Keychain"_s,
         u"passwords come through core/settings"_s},
        {u"^(core|ui|app)/"_s, u"QEventLoop|processEvents\\("_s, u"nests an event loop"_s},
        {u"^(core|ui|app)/"_s, u"static \\w+ ?[&*] ?(instance|self)\\(\\)"_s,
         u"makes a singleton"_s},
        {u"^tests/"_s, u"QTest::q(Sleep|Wait)\\(|\\bu?(sleep|sleep_for)\\(|QThread::m?sleep\\("_s,
         u"waits for a fixed time"_s},
        {u"\\.supp$"_s, u"^(?!#|called_from_lib:libQt6)\\S"_s,
         u"has a sanitizer overlook more than Qt"_s},
        {u"CMakeLists\\.txt$|\\.cmake$"_s, u"file\\(GLOB"_s, u"lists sources by a pattern"_s},
    };
    return all;
}

qsizetype budgetOf(const SourceFile& file)
{
    if (file.isUnder("tests/"_L1))
        return 500;
    return file.isHeader() ? 150 : 400;
}

bool carriesALicence(const SourceFile& file)
{
    return file.isCode() || file.name() == u"CMakeLists.txt" || file.path.endsWith(u".cmake") ||
           file.path == u"dev" || file.path == u".ci/run";
}

QString licenceOf(const SourceFile& file)
{
    const auto shown = file.isUnder("ui/"_L1) || file.isUnder("app/"_L1);
    return shown ? u"GPL-3.0-or-later"_s : u"MIT"_s;
}

} // namespace

Findings foldersNobodyAgreedOn(const SourceTree& tree)
{
    static const QStringList agreed{u"app"_s,   u"core"_s,      u"ui"_s,       u"resources"_s,
                                    u"tests"_s, u"packaging"_s, u"LICENSES"_s, u".ci"_s};
    Findings findings;
    for (const auto& file : tree.files()) {
        const auto top = file.path.section(u'/', 0, 0);
        if (top != file.path && !agreed.contains(top))
            findings << u"%1 lies in a folder that is not one of %2"_s.arg(file.path,
                                                                           agreed.join(u' '));
    }
    return findings;
}

Findings filesOverBudget(const SourceTree& tree)
{
    Findings findings;
    for (const auto& file : tree.files()) {
        if (file.isCode() && file.lines.size() > budgetOf(file))
            findings << u"%1 has %2 lines, %3 are allowed"_s.arg(file.path)
                            .arg(file.lines.size())
                            .arg(budgetOf(file));
    }
    return findings;
}

Findings filesWithoutTheirLicence(const SourceTree& tree)
{
    Findings findings;
    for (const auto& file : tree.files()) {
        if (!carriesALicence(file))
            continue;
        const auto head = file.lines.mid(file.lines.value(0).startsWith(u"#!") ? 1 : 0, 2);
        if (!head.value(0).endsWith(u"SPDX-FileCopyrightText: 2026 The Tierwatch authors") ||
            !head.value(1).endsWith(u"SPDX-License-Identifier: "_s + licenceOf(file)))
            findings << u"%1 does not begin with two SPDX lines, the second for %2"_s.arg(
                file.path, licenceOf(file));
    }
    return findings;
}

Findings habitsWeDoNotHave(const SourceTree& tree)
{
    Findings findings;
    for (const auto& habit : badHabits()) {
        const QRegularExpression where(habit.where);
        const QRegularExpression what(habit.what);
        for (const auto& file : tree.files()) {
            if (file.isUnder("LICENSES/"_L1) || !where.match(file.path).hasMatch())
                continue;
            for (const auto& line : file.lines.filter(what))
                findings << u"%1: %2 (%3)"_s.arg(file.path, habit.why, line.trimmed());
        }
    }
    return findings;
}

} // namespace tierwatch::structure
