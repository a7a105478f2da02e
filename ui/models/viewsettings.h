// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangechoice.h"
#include "theme/theme.h"

#include <QObject>
#include <QSettings>

#include <array>
#include <chrono>
#include <optional>

namespace tierwatch {

/// How a person wants to see a target: theme, text size, range, interval, pause, window place. Kept
/// from one start to the next; range and window place apart for each target. Menus, headers and the
/// poller all follow its signals. GUI thread; the owner keeps it alive longer than the windows.
class ViewSettings final : public QObject
{
    Q_OBJECT
public:
    /// The intervals offered; zero is "by hand".
    static constexpr std::array<int, 7> intervalsS{1, 2, 5, 10, 30, 60, 0};

    /// Reads and writes this INI file.
    explicit ViewSettings(const QString& file, QObject* parent = nullptr);

    [[nodiscard]] QString file() const { return m_file.fileName(); }
    [[nodiscard]] Theme::Mode theme() const { return m_theme; }
    [[nodiscard]] int textPercent() const { return m_textPercent; }
    [[nodiscard]] RangeChoice range() const { return m_range; }
    [[nodiscard]] std::chrono::seconds interval() const { return m_interval; }
    [[nodiscard]] bool paused() const { return m_paused; }
    /// The place of the workspace that was open last; empty before the first.
    [[nodiscard]] QString lastWorkspace() const;
    [[nodiscard]] QByteArray windowGeometry() const;

    void setTheme(Theme::Mode theme);
    /// For this run: not written, and kept for every target until a person chooses another.
    void setThemeOfRun(Theme::Mode theme);
    void setRangeOfRun(RangeChoice range);
    void setTextPercent(int percent);
    void setRange(RangeChoice range);
    void setInterval(std::chrono::seconds interval);
    void setPaused(bool paused);
    void setLastWorkspace(const QString& directory);
    void setWindowGeometry(const QByteArray& geometry);
    /// Writes what is not written yet.
    void sync() { m_file.sync(); }
    /// From here on range and window place are those of this target; its location is the key.
    void useTarget(const QString& location);
    /// From here on theme and text size of both are the same, whichever is changed.
    void shareLook(ViewSettings& other);
    /// Gives the theme its mode and text size, now and whenever they change.
    void drive(Theme& theme);

Q_SIGNALS:
    void themeChanged(tierwatch::Theme::Mode theme);
    void textPercentChanged(int percent);
    void rangeChanged(tierwatch::RangeChoice range);
    void intervalChanged(std::chrono::seconds interval);
    void pausedChanged(bool paused);

private:
    void readAll();
    void showRange(RangeChoice range);
    [[nodiscard]] RangeChoice storedRange() const;
    /// The value kept for this target, else the one kept for all.
    [[nodiscard]] QVariant ofTarget(QLatin1StringView key) const;
    void keepForTarget(QLatin1StringView key, const QVariant& value);

    QSettings m_file;
    QString m_targetGroup;
    Theme::Mode m_theme = Theme::Mode::System;
    int m_textPercent = 100;
    RangeChoice m_range = RangeChoice::Hour;
    std::optional<RangeChoice> m_rangeOfRun;
    std::chrono::seconds m_interval{1};
    bool m_paused = false;
};

} // namespace tierwatch
