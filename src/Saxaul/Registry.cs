using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Calendars;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul;

/// <summary>An open registry: its database and the definitions in force. Everything begins here.</summary>
public sealed class Registry : IDisposable
{
    private Registry(
        RegistryDatabase database, IReadOnlyList<RegisterDefinition> registers, IReadOnlyList<ListDefinition> lists, IReadOnlyList<(string, IndicatorFile)> indicators, IReadOnlyList<Role> roles, PrivacyRules privacy, WorkingCalendar calendar)
    {
        Database = database;
        Registers = registers;
        Lists = lists;
        Indicators = indicators;
        Roles = roles;
        Privacy = privacy;
        Calendar = calendar;
        Tables =
        [
            Area.Table, AreaSuccession.Table, PlaceAlias.Table, Household.Table, Person.Table, Membership.Table, Original.Table, Finding.Table, Lead.Table, MatchAnswer.Table,
            RememberedHeading.Table, Warning.Table, WarningAnswer.Table, WaitingCorrection.Table, EntryReason.Table, Erasure.Table, ErasedTotal.Table, User.Table, RoleGrant.Table, EmergencyAccess.Table, PrivacyRequest.Table, ComparisonStatement.Table, .. registers.Select(register => register.Table),
        ];
    }

    public RegistryDatabase Database { get; }

    /// <summary>How many findings wait, by county.</summary>
    internal KeptByHeight<IReadOnlyList<FindingCount>> FindingCounts { get; } = new(FindingCount.Read);

    /// <summary>How many warnings stand, by county.</summary>
    internal KeptByHeight<WarningCounts> WarningCounts { get; } = new(ListWarningsToLookAt.Count);

    public IReadOnlyList<RegisterDefinition> Registers { get; }

    public IReadOnlyList<ListDefinition> Lists { get; }

    /// <summary>The files of indicators; <see cref="IndicatorSet"/> makes them ready to be counted.</summary>
    public IReadOnlyList<(string File, IndicatorFile Content)> Indicators { get; }

    /// <summary>What users can be.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>What the office decided about what is covered.</summary>
    public PrivacyRules Privacy { get; }

    /// <summary>The days on which offices work.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>Who signs in, and what they may do; of the office, so of county key 0.</summary>
    internal KeptByHeight<UserDirectory> Users { get; } = new(UserDirectory.Read);

    /// <summary>Every table whose states are kept: what the journal covers.</summary>
    public IReadOnlyList<VersionedTable> Tables { get; }

    public RegisterDefinition Register(string name) => Registers.First(register => register.Register == name);

    /// <summary>Opens a registry; the shipped definitions that are new or changed come into force.</summary>
    /// <param name="target">A SQLite file or a PostgreSQL connection string.</param>
    /// <param name="programmes">The shipped definitions; tests give their own.</param>
    /// <param name="lasting">False for a file that is thrown away when the machine fails while it is written: a demo that is being made, a copy to practise on.</param>
    /// <exception cref="ProblemException">When the database or a definition cannot be read.</exception>
    public static Registry Open(string target, TimeProvider? time = null, Programmes? programmes = null, string? keyFile = null, bool lasting = true)
    {
        var database = RegistryDatabase.Open(target, time, keyFile, lasting);
        try
        {
            var inForce = DefinitionsInForce.Bring(database, programmes ?? Programmes.Shipped);
            var registers = inForce.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)).ToList();
            var lists = inForce.In("lists").Select(file => DefinitionFile.ReadList(file.File, file.Text)).ToList();
            var indicators = inForce.In("indicators").Select(file => (file.File, DefinitionFile.ReadIndicators(file.File, file.Text))).ToList();
            var roles = inForce.In("roles").Select(file => DefinitionFile.ReadRole(file.File, file.Text)).ToList();
            var privacy = inForce.In("rules").Select(file => DefinitionFile.ReadPrivacy(file.File, file.Text)).LastOrDefault() ?? new PrivacyRules();
            var calendar = inForce.In("calendars").Select(file => DefinitionFile.ReadCalendar(file.File, file.Text)).LastOrDefault() ?? new WorkingCalendar();
            RegisterTables.Bring(database, registers);
            return new Registry(database, registers, lists, indicators, roles, privacy, calendar);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Begins a transaction of changes.</summary>
    /// <param name="right">What entries about households need.</param>
    public WriteSession Write(Actor actor, Right right = Right.WriteHouseholds) => new(Database, actor, right: right);

    /// <summary>The same for what somebody enters by hand: all of it is one batch, which can be taken back (<see cref="UndoAct"/>).</summary>
    /// <param name="numbers">What is asked before a number that somebody typed is looked up.</param>
    /// <param name="right">What entries about households need.</param>
    public WriteSession WriteByHand(Actor actor, NumberLookUps numbers, Right right = Right.WriteHouseholds) => new(Database, actor, byHand: true, right) { Numbers = numbers };

    public void Dispose() => Database.Dispose();
}
