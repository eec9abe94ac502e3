using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Saxaul.Keeping;
using Saxaul.Registers;

namespace Saxaul.Server.Commands;

/// <summary>
/// saxaul definitions check FOLDER: everything wrong with a folder of definitions, before a registry takes them; exits 1 when anything is. saxaul definitions record FOLDER INTO: what the law asks an office to write down of
/// them.
/// </summary>
internal static class DefinitionsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "a folder of programmes, each with registers, lists, indicators, policies or roles in it" };
        var check = new Command("check", "Check definitions: what cannot be read, what is kept of nobody, and what has no purpose or time") { folder };
        check.SetAction(parsed => Check(Read(parsed.GetRequiredValue(folder))));
        var into = new Argument<string>("into") { Description = "the folder that takes processing-record.md and impact-assessment.md" };
        var record = new Command("record", "Write the record of processing and the impact assessment out of definitions") { folder, into };
        record.SetAction(parsed => Record(Read(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(into)));
        return new Command("definitions", "Definitions of registers, lists, indicators and policies") { check, record };
    }

    private static int Record(Programmes programmes, string into)
    {
        Directory.CreateDirectory(into);
        File.WriteAllText(Path.Combine(into, "processing-record.md"), ProcessingRecord.Record(programmes));
        File.WriteAllText(Path.Combine(into, "impact-assessment.md"), ProcessingRecord.Assessment(programmes));
        return 0;
    }

    private static Programmes Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ProblemException(Problem.FolderMissing(folder));
        var programmes = Programmes.Read(folder);
        if (!new[] { "registers", "lists", "indicators", "policies", "roles", "rules", "calendars" }.SelectMany(programmes.In).Any())
            throw new ProblemException(Problem.NoDefinitions(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))));
        return programmes;
    }

    private static int Check(Programmes programmes)
    {
        var found = CheckDefinitions.Run(programmes);
        foreach (var problem in found)
            Console.WriteLine($"{problem.Zh}\n{problem.En} [{problem.Number}]");
        Console.WriteLine($"{programmes.Files.Count} 个文件，{found.Count} 处须改。 {programmes.Files.Count} files, {found.Count} to mend.");
        return found.Count == 0 ? 0 : 1;
    }
}
