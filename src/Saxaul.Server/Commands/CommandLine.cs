using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>
/// The command line: one file a command. Results go to standard output, everything else to standard error. Exit 0 done, 1 refused with a reason, 2 wrong use.
/// </summary>
internal static class CommandLine
{
    public static readonly Option<string?> Database = new("--db")
    {
        Description = "SQLite file or PostgreSQL connection string; otherwise SAXAUL_DB, otherwise saxaul.db in this folder",
        Recursive = true,
    };

    public static readonly Option<string?> As = new("--as")
    {
        Description = "the user whose command it is, by sign-in name; otherwise SAXAUL_AS; needed as soon as the registry has users",
        Recursive = true,
    };

    /// <summary>What a pattern meets in somebody's file keeps it busy for no longer than this; honest texts take thousandths of it.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    public static int Run(string[] args)
    {
        AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", LongestMatch);
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var root = Root();
        var parsed = root.Parse(args);
        if (UnknownOption(parsed) is { } unknown)
        {
            Say(Problem.UnknownOption(unknown, NameOf(parsed.CommandResult)));
            return 2;
        }
        if (parsed.Errors.Count > 0)
        {
            foreach (var said in parsed.Errors.Select(error => IsOurs(error) ? error.Message : Said(Wrong(error, parsed))).Distinct())
                Console.Error.WriteLine(said);
            Console.Error.WriteLine($"用法见 Try: {NameOf(parsed.CommandResult)} --help");
            return 2;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ProblemException refused)
        {
            Say(refused.Problem);
            return 1;
        }
        catch (DbException failed)
        {
            Say(DatabaseFailure.Of(failed));
            return 1;
        }
    }

    /// <summary>All commands.</summary>
    public static Command Root()
    {
        // Named as the script that runs it; a RootCommand would be named as the assembly.
        var root = new Command("saxaul", "Saxaul (梭梭): a household registry with early warning") { new HelpOption(), new VersionOption(), Database, As };
        root.Add(AreasCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(UndoCommand.Create());
        root.Add(ListsCommand.Create());
        root.Add(ScreenCommand.Create());
        root.Add(WarningsCommand.Create());
        root.Add(IndicatorsCommand.Create());
        root.Add(ServeCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(UsersCommand.Create());
        root.Add(RightsCommand.Create());
        root.Add(DmnCommand.Create());
        root.Add(DefinitionsCommand.Create());
        root.Add(EraseCommand.Create());
        root.Add(RetentionCommand.Create());
        root.Add(VerifyCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(KeysCommand.Create());
        return root;
    }

    private static void Say(Problem problem) => Console.Error.WriteLine(Said(problem));

    private static string Said(Problem problem) => $"{problem.Zh}\n{problem.En} [{problem.Number.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>What a word on the command line is wrong for, in our own words: the parser's are in one language.</summary>
    public static void Refuse(SymbolResult result, Problem problem) => result.AddError(Said(problem));

    /// <summary>Whether a refusal is one of ours; the parser's own are a single line.</summary>
    private static bool IsOurs(ParseError error) => error.Message.Contains('\n');

    /// <summary>What the parser refuses, told by what it is about. Nothing of what was typed is said again: it may be anybody's name.</summary>
    private static Problem Wrong(ParseError error, ParseResult parsed) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Implicit: true } option => Problem.OptionNeeded(option.Option.Name),
        OptionResult { Tokens.Count: 0 } option => Problem.OptionWithoutValue(option.Option.Name),
        OptionResult option => Problem.OptionUnreadable(option.Option.Name),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult { Implicit: true } option } => Problem.OptionNeeded(option.Option.Name),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => Problem.OptionWithoutValue(option.Option.Name),
        ArgumentResult { Parent: OptionResult option } => Problem.OptionUnreadable(option.Option.Name),
        ArgumentResult { Tokens.Count: 0 } argument => Problem.ArgumentNeeded(argument.Argument.Name),
        ArgumentResult argument => Problem.ArgumentUnreadable(argument.Argument.Name),
        _ when parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command.Subcommands is [_, ..] parts => Problem.CommandIncomplete(NameOf(parsed.CommandResult), [.. parts.Select(part => part.Name)]),
        _ => Problem.TooManyWords(NameOf(parsed.CommandResult), [.. parsed.CommandResult.Command.Subcommands.Select(part => part.Name)]),
    };

    /// <summary>
    /// The first word that looks like an option and is none; null when there is none. The parser takes it, and what was meant as its value, for two more arguments: a command that takes
    /// any number of files would then do without what was asked for. A file may be called so, and what stands after "--" is never an option.
    /// </summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        var given = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Concat(parsed.UnmatchedTokens).ToHashSet(StringComparer.Ordinal);
        var unknown = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)
            .FirstOrDefault(word => word.StartsWith('-') && given.Contains(word) && !File.Exists(word) && !Directory.Exists(word));
        // --option=value: the value may be anybody's name.
        return unknown?.Split('=')[0];
    }

    /// <summary>A command with all its names: saxaul areas import.</summary>
    private static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : command.Command.Name;

    /// <summary>Opens the registry that --db, or SAXAUL_DB, names.</summary>
    /// <param name="begins">Whether the command may begin a registry where there is none.</param>
    /// <exception cref="ProblemException"><see cref="Problem.NoRegistry"/>: a mistyped path must not look like an empty registry.</exception>
    public static Registry OpenRegistry(ParseResult parsed, bool begins = false)
    {
        var target = Target(parsed);
        return begins || RegistryDatabase.IsThere(target) ? Registry.Open(target) : throw new ProblemException(Problem.NoRegistry(Path.GetFileName(target)));
    }

    /// <summary>The database that --db, or SAXAUL_DB, names.</summary>
    public static string Target(ParseResult parsed) =>
        parsed.GetValue(Database) ?? Environment.GetEnvironmentVariable("SAXAUL_DB") ?? Path.Combine(Environment.CurrentDirectory, "saxaul.db");

    /// <summary>Who sits at this machine while there are no users yet, and whatever follows from an act by itself.</summary>
    public static Actor Operator { get; } = Actor.Operator("operator");

    /// <summary>
    /// Whose command it is: the user that --as, or SAXAUL_AS, names, with that user's rights and no others. Whoever has the machine could name anybody; the name is for the journal, and so that nobody does by
    /// mistake what is not theirs. While there are no users, it is the operator.
    /// </summary>
    /// <exception cref="ProblemException"><see cref="Problem.SayWhoYouAre"/>, <see cref="Problem.NoSuchUser"/></exception>
    public static Actor Who(ParseResult parsed, Registry registry)
    {
        var name = parsed.GetValue(As) ?? Environment.GetEnvironmentVariable("SAXAUL_AS");
        if (name is not null)
            return ReadActor.Of(registry, name, registry.Database.Time.Today()) ?? throw new ProblemException(Problem.NoSuchUser());
        return ListUsers.Any(registry) ? throw new ProblemException(Problem.SayWhoYouAre()) : Operator;
    }

    /// <summary>After a change: brings the warnings in step with it and says what that changed.</summary>
    public static void CatchUp(Registry registry, DateOnly? on = null)
    {
        var warnings = new CatchUpWarnings(registry, Operator, new FactStore(registry)).Run(on);
        if (warnings is not { New: 0, Gone: 0 })
            Console.Error.WriteLine($"预警：新 {warnings.New}，消除 {warnings.Gone}。 Warnings: {warnings.New} new, {warnings.Gone} gone.");
    }

    /// <summary>What for something leaves the registry.</summary>
    public static Option<string?> PurposeOption() => new("--purpose") { Description = "what it is for, a code of programmes/privacy/rules, such as report or audit" };

    /// <summary>Writes down that something leaves; its mark goes to standard error, since what is written to standard output is read by programs.</summary>
    public static Export Export(Registry registry, Actor who, RecordExport leaving)
    {
        var export = (leaving with { Unlimited = ReferenceEquals(who, Operator) }).Run(registry, who);
        Console.Error.WriteLine(export.Line);
        return export;
    }

    /// <summary>A day option, as 2020-04-01.</summary>
    public static Option<DateOnly?> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            Refuse(result, Problem.OptionTakesDay(name));
            return null;
        },
    };

    /// <summary>The moment from which things are looked at, as 2020-04-01T12:00:00+08:00.</summary>
    public static Option<DateTimeOffset?> KnownOption() => new("--known")
    {
        Description = "as it was known at this moment, such as 2020-04-01T12:00:00+08:00; now when left out",
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                return moment;
            Refuse(result, Problem.OptionTakesMoment("--known"));
            return null;
        },
    };
}
