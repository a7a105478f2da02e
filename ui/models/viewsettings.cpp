// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewsettings.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto themeKey = "theme"_L1;
constexpr auto textKey = "text_percent"_L1;
constexpr auto rangeKey = "range"_L1;
constexpr auto intervalKey = "interval_s"_L1;
constexpr auto pausedKey = "paused"_L1;
constexpr auto workspaceKey = "last_workspace"_L1;
constexpr auto geometryKey = "window"_L1;

const QStringList& themeNames()
{
    static const QStringList names{u"system"_s, u"light"_s, u"dark"_s};
    return names;
}

} // namespace

ViewSettings::ViewSettings(const QString& file, QObject* parent)
    : QObject(parent), m_file(file, QSettings::IniFormat)
{
    readAll();
}

void ViewSettings::readAll()
{
    const auto theme = themeNames().indexOf(m_file.value(themeKey).toString());
    m_theme = static_cast<Theme::Mode>(std::max<qsizetype>(0, theme));
    m_textPercent = std::clamp(m_file.value(textKey, 100).toInt(), Theme::smallestTextScale,
                               Theme::largestTextScale);
    m_range = storedRange();
    const int seconds = m_file.value(intervalKey, 1).toInt();
    m_interval = std::chrono::seconds(std::ranges::count(intervalsS, seconds) > 0 ? seconds : 1);
    m_paused = m_file.value(pausedKey, false).toBool();
}

RangeChoice ViewSettings::storedRange() const
{
    return rangeFromKey(ofTarget(rangeKey).toString()).value_or(RangeChoice::Hour);
}

QVariant ViewSettings::ofTarget(QLatin1StringView key) const
{
    return m_file.value(m_targetGroup + key, m_file.value(key));
}

void ViewSettings::keepForTarget(QLatin1StringView key, const QVariant& value)
{
    m_file.setValue(m_targetGroup + key, value);
    m_file.setValue(key, value);
}

QString ViewSettings::lastWorkspace() const
{
    return m_file.value(workspaceKey).toString();
}

QByteArray ViewSettings::windowGeometry() const
{
    return ofTarget(geometryKey).toByteArray();
}

void ViewSettings::setTheme(Theme::Mode theme)
{
    m_file.setValue(themeKey, themeNames().at(static_cast<int>(theme)));
    setThemeOfRun(theme);
}

void ViewSettings::setThemeOfRun(Theme::Mode theme)
{
    if (std::exchange(m_theme, theme) != theme)
        Q_EMIT themeChanged(theme);
}

void ViewSettings::setRangeOfRun(RangeChoice range)
{
    m_rangeOfRun = range;
    showRange(range);
}

void ViewSettings::setTextPercent(int percent)
{
    percent = std::clamp(percent, Theme::smallestTextScale, Theme::largestTextScale);
    if (std::exchange(m_textPercent, percent) == percent)
        return;
    m_file.setValue(textKey, percent);
    Q_EMIT textPercentChanged(percent);
}

void ViewSettings::setRange(RangeChoice range)
{
    keepForTarget(rangeKey, keyOf(range));
    m_rangeOfRun.reset();
    showRange(range);
}

void ViewSettings::showRange(RangeChoice range)
{
    if (std::exchange(m_range, range) != range)
        Q_EMIT rangeChanged(range);
}

void ViewSettings::setInterval(std::chrono::seconds interval)
{
    if (std::exchange(m_interval, interval) == interval)
        return;
    m_file.setValue(intervalKey, static_cast<qint64>(interval.count()));
    Q_EMIT intervalChanged(interval);
}

void ViewSettings::setPaused(bool paused)
{
    if (std::exchange(m_paused, paused) == paused)
        return;
    m_file.setValue(pausedKey, paused);
    Q_EMIT pausedChanged(paused);
}

void ViewSettings::setLastWorkspace(const QString& directory)
{
    m_file.setValue(workspaceKey, directory);
}

void ViewSettings::setWindowGeometry(const QByteArray& geometry)
{
    keepForTarget(geometryKey, geometry);
}

void ViewSettings::useTarget(const QString& location)
{
    // A path holds slashes, which QSettings takes for groups.
    const auto digest = QCryptographicHash::hash(location.toUtf8(), QCryptographicHash::Sha1);
    m_targetGroup = u"target_"_s + QLatin1StringView(digest.toHex().left(12)) + u'/';
    showRange(m_rangeOfRun.value_or(storedRange()));
}

void ViewSettings::shareLook(ViewSettings& other)
{
    setThemeOfRun(other.m_theme);
    setTextPercent(other.m_textPercent);
    connect(&other, &ViewSettings::themeChanged, this, &ViewSettings::setThemeOfRun);
    connect(&other, &ViewSettings::textPercentChanged, this, &ViewSettings::setTextPercent);
    connect(this, &ViewSettings::themeChanged, &other, &ViewSettings::setThemeOfRun);
    connect(this, &ViewSettings::textPercentChanged, &other, &ViewSettings::setTextPercent);
}

void ViewSettings::drive(Theme& theme)
{
    theme.setMode(m_theme);
    theme.setTextScale(m_textPercent);
    connect(this, &ViewSettings::themeChanged, &theme, &Theme::setMode);
    connect(this, &ViewSettings::textPercentChanged, &theme, &Theme::setTextScale);
}

} // namespace tierwatch
