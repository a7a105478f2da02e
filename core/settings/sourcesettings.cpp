// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/sourcesettings.h"

#include "base/words.h"
#include "settings/inifile.h"
#include "settings/settingreader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto sourceSection = "source"_L1;
constexpr auto companiesSection = "companies"_L1;

QString sectionOf(const QString& key)
{
    return key.section(u'/', 0, 0);
}

/// "[source]" for main, "[source.NAME]" for another.
QString sectionFor(QLatin1StringView section, const QString& name)
{
    return name == QLatin1StringView(SourceSettings::mainName) ? QString(section)
                                                               : section + u'.' + name;
}

bool isSectionOf(QLatin1StringView kind, const QString& section)
{
    return section == kind || section.startsWith(kind + u'.');
}

Result<void> checkName(const QString& section)
{
    const auto follows = [](QChar c) {
        return words::isSmallLetter(c) || words::isDigit(c) || c == u'_';
    };
    const QString name = section.section(u'.', 1);
    if (name != QLatin1StringView(SourceSettings::mainName) &&
        words::isName(name, 32, words::isSmallLetter, follows))
        return {};
    return Error{ErrorCode::InvalidArgument,
                 SourceSettings::tr("[%1] can't name a source database, so nothing was started. "
                                    "Write [source] for the main one, else [source.NAME] with a "
                                    "small letter, then at most 31 small letters, digits and "
                                    "underscores.")
                     .arg(section)};
}

bool isWordCharacter(QChar c)
{
    return words::isLetter(c) || words::isDigit(c) || c == u'_';
}

/// "password = ..." anywhere in a text.
bool assigns(const QString& text, QLatin1StringView word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const QStringView behind = QStringView(text).sliced(at + word.size()).trimmed();
        if ((at == 0 || !isWordCharacter(text[at - 1])) && behind.startsWith(u'='))
            return true;
    }
    return false;
}

/// "://USER:PASSWORD@" anywhere in a text.
bool isAddressWithPassword(QStringView text)
{
    for (qsizetype at = text.indexOf(u"://"); at >= 0; at = text.indexOf(u"://")) {
        text = text.sliced(at + 3);
        const auto ends = [](QChar c) { return c == u'/' || c == u'@' || c.isSpace(); };
        const auto end = std::ranges::find_if(text, ends);
        if (end != text.end() && *end == u'@' && text.first(end - text.begin()).contains(u':'))
            return true;
    }
    return false;
}

/// Where a driver's options or a database's name carry one, too.
bool holdsPassword(const QString& key, const QString& value)
{
    constexpr std::array secrets{"password"_L1, "passwd"_L1, "pwd"_L1, "passphrase"_L1};
    static const QStringList connecting{u"database"_s, u"host"_s, u"options"_s, u"user"_s};
    const QString name = key.section(u'/', 1).toLower();
    if (name == u"password" || name == u"passwd" || name == u"pwd")
        return true;
    const auto isAssigned = [text = value.toLower()](auto word) { return assigns(text, word); };
    return connecting.contains(name) &&
           (std::ranges::any_of(secrets, isAssigned) || isAddressWithPassword(value));
}

Result<QStringList> namesIn(const IniFile& file)
{
    QStringList names;
    for (const QString& key : file.keys()) {
        const QString section = sectionOf(key);
        if (!isSectionOf(sourceSection, section))
            continue;
        if (holdsPassword(key, file.find(key).value_or(QString())))
            return Error{ErrorCode::InvalidArgument,
                         SourceSettings::tr("%1 of the workspace holds a password, so nothing was "
                                            "started. Delete it there, and give the password in "
                                            "the environment or the system's key store.")
                             .arg(key)};
        if (section == sourceSection)
            continue;
        if (Result<void> checked = checkName(section); !checked)
            return checked.error();
        if (const QString name = section.section(u'.', 1); !names.contains(name))
            names.append(name);
    }
    names.sort();
    names.prepend(QLatin1StringView(SourceSettings::mainName));
    return names;
}

Result<CompanySetting> parseCompany(const QString& key, const QString& text)
{
    bool isNumber = false;
    CompanySetting company;
    company.id = key.section(u'/', 1).toLongLong(&isNumber);
    company.schema = text.section(u',', 0, 0).trimmed();
    company.name = text.section(u',', 1).trimmed();
    if (isNumber && !company.schema.isEmpty())
        return company;
    return SettingReader::unreadable(key, text,
                                     SourceSettings::tr("a company as: number = schema, name"));
}

Result<std::vector<CompanySetting>> companiesIn(const IniFile& file, const QString& section)
{
    std::vector<CompanySetting> companies;
    for (const QString& key : file.keys()) {
        if (sectionOf(key) != section)
            continue;
        auto company = parseCompany(key, file.find(key).value_or(QString()));
        if (!company)
            return company.error();
        companies.push_back(std::move(*company));
    }
    std::ranges::sort(companies, {}, &CompanySetting::id);
    return companies;
}

/// The values of one source, each found under its own section.
class Group final
{
public:
    Group(const SettingReader& reader, QString section)
        : m_reader(reader), m_section(std::move(section))
    {
    }

    void read(Setting setting, QString& into) { into = value(setting).toString(); }
    void read(Setting setting, qint64& into) { into = value(setting).toLongLong(); }
    [[nodiscard]] const Result<void>& outcome() const { return m_outcome; }

private:
    QVariant value(Setting setting)
    {
        const SettingInfo& info = settingInfo(setting);
        const QString name = QString(QLatin1StringView(info.key)).section(u'/', 1);
        const auto found = m_section == sourceSection
                               ? m_reader.read(info)
                               : m_reader.readAs(m_section + u'/' + name, info);
        if (found)
            return found->value;
        if (m_outcome)
            m_outcome = found.error();
        return {};
    }

    const SettingReader& m_reader;
    const QString m_section;
    Result<void> m_outcome;
};

Result<SourceSettings> readOne(const QString& name, const IniFile& file,
                               const SettingReader& reader)
{
    SourceSettings source;
    source.name = name;
    Group group(reader, sectionFor(sourceSection, name));
    group.read(Setting::SourceDriver, source.driver);
    group.read(Setting::SourceDatabase, source.database);
    group.read(Setting::SourceFolder, source.folder);
    group.read(Setting::SourceHost, source.host);
    group.read(Setting::SourcePort, source.port);
    group.read(Setting::SourceUser, source.user);
    group.read(Setting::SourcePasswordFrom, source.passwordFrom);
    group.read(Setting::SourceOptions, source.options);
    group.read(Setting::SourceTimeout, source.timeoutS);
    group.read(Setting::SourceCompanies, source.companiesSql);
    group.read(Setting::SourceWatermark, source.watermarkSql);
    group.read(Setting::SourceNotifyChannel, source.notifyChannel);
    if (!group.outcome())
        return group.outcome().error();
    auto companies = companiesIn(file, sectionFor(companiesSection, name));
    if (!companies)
        return companies.error();
    source.companies = *std::move(companies);
    return source;
}

} // namespace

Result<std::vector<SourceSettings>> SourceSettings::readAll(const IniFile& file,
                                                            const SettingReader& reader)
{
    const Result<QStringList> names = namesIn(file);
    if (!names)
        return names.error();
    std::vector<SourceSettings> sources;
    sources.reserve(std::size_t(names->size()));
    for (const QString& name : *names) {
        auto source = readOne(name, file, reader);
        if (!source)
            return source.error();
        sources.push_back(*std::move(source));
    }
    return sources;
}

bool SourceSettings::knows(const QString& key)
{
    const QString section = sectionOf(key);
    const QString asMain = sourceSection + u'/' + key.section(u'/', 1);
    if (isSectionOf(companiesSection, section))
        return true;
    return section.startsWith(sourceSection + u'.') &&
           std::ranges::any_of(allSettings(), [&asMain](const SettingInfo& info) {
               return asMain == QLatin1StringView(info.key);
           });
}

} // namespace tierwatch
