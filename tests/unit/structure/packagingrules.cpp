// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

constexpr auto packageList = "packaging/linux/packages.txt"_L1;

/// "group package reason" of each line that the pattern matches, its groups being named so.
QStringList packagesIn(const SourceFile& file, const QRegularExpression& row)
{
    QStringList packages;
    for (const auto& line : file.lines) {
        if (const auto match = row.match(line); match.hasMatch())
            packages << match.captured(u"group"_s) + u' ' + match.captured(u"package"_s) + u' ' +
                            match.captured(u"reason"_s);
    }
    return packages;
}

Findings missingFrom(const QStringList& there, const QStringList& here, const QString& place)
{
    Findings findings;
    for (const auto& entry : there) {
        if (!here.contains(entry))
            findings << u"%1 lacks: %2"_s.arg(place, entry);
    }
    return findings;
}

QStringList launchers(const SourceTree& tree)
{
    QStringList paths;
    for (const auto& file : tree.files()) {
        if (file.path.endsWith(u".desktop"))
            paths << file.path;
    }
    return paths;
}

QString metainfoOf(QString launcher)
{
    return launcher.replace(u".desktop"_s, u".metainfo.xml"_s);
}

} // namespace

Findings packagesToldDifferently(const SourceTree& tree)
{
    static const QRegularExpression listRow(
        uR"(^(?<group>[a-z]+) +(?<package>[a-z0-9][a-z0-9.+-]+) +(?<reason>.+)$)"_s);
    static const QRegularExpression readmeRow(
        uR"(^\| `(?<package>[^`]+)` \| (?<group>[a-z]+) \| (?<reason>[^|]+) \|$)"_s);
    const auto list = packagesIn(tree.file(packageList), listRow);
    const auto readme = packagesIn(tree.file(u"README.md"_s), readmeRow);
    if (list.isEmpty())
        return {u"%1 names no package"_s.arg(packageList)};
    return missingFrom(list, readme, u"README.md"_s) + missingFrom(readme, list, packageList);
}

Findings launchersThatDisagree(const SourceTree& tree)
{
    static const QRegularExpression id(uR"(^\s*<id>(.*)</id>)"_s);
    static const QRegularExpression launchable(
        uR"re(<launchable type="desktop-id">(.*)</launchable>)re"_s);
    static const QRegularExpression icon(uR"(^Icon=(.*)$)"_s);
    const auto paths = launchers(tree);
    if (paths.isEmpty())
        return {u"packaging has no .desktop file"_s};
    Findings findings;
    for (const auto& path : paths) {
        const auto name = SourceFile{path, {}}.name();
        const auto application = name.chopped(8);
        if (tree.firstMatch(metainfoOf(path), id) != application)
            findings << u"%1 has another id than %2"_s.arg(metainfoOf(path), application);
        if (tree.firstMatch(metainfoOf(path), launchable) != name)
            findings << u"%1 launches something else than %2"_s.arg(metainfoOf(path), name);
        if (tree.firstMatch(path, icon) != application)
            findings << u"%1 has another icon than %2"_s.arg(path, application);
    }
    return findings;
}

Findings versionsThatDisagree(const SourceTree& tree)
{
    static const QRegularExpression project(uR"(^project\(\w+ VERSION ([0-9.]+))"_s);
    static const QRegularExpression release(uR"re(<release [^>]*version="([^"]*)")re"_s);
    static const QRegularExpression change(uR"(^## ([0-9.]+))"_s);
    static const QRegularExpression manual(uR"re(^\.TH .* "\w+ ([0-9.]+)")re"_s);
    const auto version = tree.firstMatch(u"CMakeLists.txt"_s, project);
    Findings findings;
    if (tree.firstMatch(u"CHANGELOG.md"_s, change) != version)
        findings << u"CHANGELOG.md does not begin with version %1"_s.arg(version);
    for (const auto& file : tree.files()) {
        if (file.isUnder("packaging/linux/"_L1) && file.path.endsWith(u".1") &&
            tree.firstMatch(file.path, manual) != version)
            findings << u"%1 is not of version %2"_s.arg(file.path, version);
    }
    for (const auto& path : launchers(tree)) {
        if (tree.firstMatch(metainfoOf(path), release) != version)
            findings << u"%1 does not begin with release %2"_s.arg(metainfoOf(path), version);
    }
    return findings;
}

} // namespace tierwatch::structure
