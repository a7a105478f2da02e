// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <cstddef>

class QPalette;
class QWidget;

namespace tierwatch {

enum class Scheme { Light, Dark };

/// Every colour of the program has one of these names; the order is that of `tokenTable`.
enum class Token {
    Window,
    Surface,
    SurfaceAlt,
    Hover,
    Selection,
    TextSelection,
    Border,
    BorderStrong,
    Grid,
    Track,
    TextPrimary,
    TextSecondary,
    TextDisabled,
    Accent,
    OnAccent,
    Memory,
    Disk,
    Database,
    FillMemory,
    FillDisk,
    FillDatabase,
    Stale,
    StaleBg,
    StaleBorder,
    Error,
    ErrorBg,
    ErrorBorder,
    Warning,
    WarningBg,
    WarningBorder,
    Ok,
    OkBg,
    OkBorder,
    InfoBg,
    InfoBorder,
    Danger,
    OnDanger,
    Production,
    OnProduction,
    NoSignal,
    Count
};

struct TokenRow
{
    Token token;
    const char* name; ///< as the style sheet template writes it: @name@
    QRgb light;
    QRgb dark;
};

/// The only place where a colour is written.
inline constexpr std::array<TokenRow, static_cast<std::size_t>(Token::Count)> tokenTable{{
    {Token::Window, "window", 0xFFF4F5F7, 0xFF14161A},
    {Token::Surface, "surface", 0xFFFFFFFF, 0xFF1B1E24},
    {Token::SurfaceAlt, "surface.alt", 0xFFF7F8FA, 0xFF1F232A},
    {Token::Hover, "hover", 0xFFEEF0F3, 0xFF22272F},
    {Token::Selection, "selection", 0xFFE9EDF3, 0xFF262D39},
    {Token::TextSelection, "text.selection", 0xFFCFDDF5, 0xFF2F4672},
    {Token::Border, "border", 0xFFDEE1E7, 0xFF2E333C},
    {Token::BorderStrong, "border.strong", 0xFF878E9B, 0xFF747D8C},
    {Token::Grid, "grid", 0xFFE9EBEF, 0xFF282C34},
    {Token::Track, "track", 0xFFE9EBEF, 0xFF2A2F38},
    {Token::TextPrimary, "text.primary", 0xFF1B2029, 0xFFE7E9ED},
    {Token::TextSecondary, "text.secondary", 0xFF545C69, 0xFFA4ABB8},
    {Token::TextDisabled, "text.disabled", 0xFF8A919D, 0xFF6C7482},
    {Token::Accent, "accent", 0xFF2C3A54, 0xFFDCE2EE},
    {Token::OnAccent, "on.accent", 0xFFFFFFFF, 0xFF14161A},
    {Token::Memory, "tier.memory", 0xFF2457BE, 0xFF5B8DF2},
    {Token::Disk, "tier.disk", 0xFF08939A, 0xFF5AD1CE},
    {Token::Database, "tier.database", 0xFFCC6E22, 0xFFEF9A42},
    {Token::FillMemory, "fill.memory", 0xFFBCCEF4, 0xFF294173},
    {Token::FillDisk, "fill.disk", 0xFFC3E9E6, 0xFF224849},
    {Token::FillDatabase, "fill.database", 0xFFF4D2B3, 0xFF6E4A28},
    {Token::Stale, "stale", 0xFF84456C, 0xFFC47DAB},
    {Token::StaleBg, "stale.bg", 0xFFF5EAF1, 0xFF2C1F29},
    {Token::StaleBorder, "stale.border", 0xFFDDBFD0, 0xFF5B3A50},
    {Token::Error, "error", 0xFFAE173C, 0xFFF56775},
    {Token::ErrorBg, "error.bg", 0xFFFBEAED, 0xFF331D22},
    {Token::ErrorBorder, "error.border", 0xFFEDB9C4, 0xFF6B2F3A},
    {Token::Warning, "warning", 0xFF8F5D00, 0xFFF0D264},
    {Token::WarningBg, "warning.bg", 0xFFFBF1D9, 0xFF2E2917},
    {Token::WarningBorder, "warning.border", 0xFFE8CF94, 0xFF5A4E22},
    {Token::Ok, "ok", 0xFF2A7559, 0xFF9DD4A3},
    {Token::OkBg, "ok.bg", 0xFFE6F3EC, 0xFF1B2A20},
    {Token::OkBorder, "ok.border", 0xFFB4D8C4, 0xFF33553D},
    {Token::InfoBg, "info.bg", 0xFFEEF0F3, 0xFF23272F},
    {Token::InfoBorder, "info.border", 0xFFD5D9E0, 0xFF39404B},
    {Token::Danger, "danger", 0xFFAE173C, 0xFFC93A50},
    {Token::OnDanger, "on.danger", 0xFFFFFFFF, 0xFFFFFFFF},
    {Token::Production, "production", 0xFFAE173C, 0xFFB82A44},
    {Token::OnProduction, "on.production", 0xFFFFFFFF, 0xFFFFFFFF},
    {Token::NoSignal, "no.signal", 0xFFC9CED6, 0xFF4A515D},
}};

/// Colours for painters: `Colors::of(*this)(Token::Border)`. A widget need not know the Theme: the
/// palette it is shown with says which column of the table applies. Cheap to make; any thread.
class Colors final
{
public:
    explicit constexpr Colors(Scheme scheme) : m_scheme(scheme) {}
    [[nodiscard]] static Colors of(const QPalette& palette);
    /// By the application's palette: style sheets change those of single widgets.
    [[nodiscard]] static Colors of(const QWidget& widget);

    [[nodiscard]] QColor operator()(Token token) const;
    /// `opacity` from 0 (invisible) to 1.
    [[nodiscard]] QColor operator()(Token token, double opacity) const;
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

private:
    Scheme m_scheme;
};

} // namespace tierwatch
