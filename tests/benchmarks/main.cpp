// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "simulatedservices.h"

#ifdef TIERWATCH_BENCH_DASHBOARD
#include "dashboard/dashboardgroups.h"

#include <QApplication>
#endif

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace tierwatch::bench;

namespace {

std::vector<Group> allGroups()
{
    std::vector<Group> groups{memoryLimit(), memoryHits(),      traceRates(), diskTier(),
                              accounting(),  million(),         entryPages(), longLog(),
                              foreignFile(), sampleWorkspace(), fleet()};
#ifdef TIERWATCH_BENCH_HTTP
    groups.push_back(service());
#endif
#ifdef TIERWATCH_BENCH_DASHBOARD
    groups.push_back(overviewRefresh());
    groups.push_back(programStart());
    groups.push_back(fleetView());
#ifdef TIERWATCH_BENCH_HTTP
    groups.push_back(attaching());
#endif
#endif
    return groups;
}

bool writeJson(const QString& path, const QJsonArray& figures)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(QJsonDocument(QJsonObject{{u"figures"_s, figures}}).toJson()) > 0;
}

} // namespace

int main(int argc, char* argv[])
{
#ifdef TIERWATCH_BENCH_DASHBOARD
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
#else
    QCoreApplication application(argc, argv);
#endif
    if (const auto child = SimulatedServices::runChild(QCoreApplication::arguments()))
        return *child;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures Tierwatch, each figure beside its baseline."_s);
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"Writes the figures to FILE, too."_s, u"FILE"_s});
    parser.addPositionalArgument(u"FILTER"_s, u"Runs only groups whose name contains it."_s,
                                 u"[FILTER]"_s);
    parser.process(application);
    const QString filter = parser.positionalArguments().value(0);

    QTextStream out(stdout);
    QJsonArray figures;
    printHead(out);
    for (const Group& group : allGroups()) {
        if (!group.name.contains(filter, Qt::CaseInsensitive))
            continue;
        group.run([&](const Figure& figure) {
            print(out, figure);
            figures.append(figure.toJson());
        });
    }
    if (parser.isSet(u"json"_s) && !writeJson(parser.value(u"json"_s), figures)) {
        QTextStream(stderr) << "The figures could not be written to " << parser.value(u"json"_s)
                            << Qt::endl;
        return 1;
    }
    return 0;
}
