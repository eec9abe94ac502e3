using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Saxaul.Feel.Tck;

namespace Saxaul.Server.Commands;

/// <summary>saxaul dmn test FOLDER...: runs test cases of decision models; the last line is "N passed, N failed". Exit 1 when one failed or there is none.</summary>
internal static class DmnCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folders") { Description = "folders of NAME.dmn with NAME-test-*.xml beside them, of any depth", Arity = ArgumentArity.OneOrMore };
        var test = new Command("test", "Run test cases in the format of the DMN Technology Compatibility Kit") { folders };
        test.SetAction(parsed => Test(parsed.GetValue(folders)!));
        return new Command("dmn", "Decision models") { test };
    }

    private static int Test(IReadOnlyList<string> folders)
    {
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new ProblemException(Problem.FolderMissing(missing));
        var (passed, failed) = (0, 0);
        foreach (var folder in folders)
        {
            var before = passed + failed;
            foreach (var outcome in TckRunner.Run(folder))
            {
                (passed, failed) = outcome.Passed ? (passed + 1, failed) : (passed, failed + 1);
                if (!outcome.Passed)
                    Console.WriteLine(Failure(Path.Combine(folder, outcome.File), outcome));
            }
            if (passed + failed == before)
                throw new ProblemException(Problem.NoTestCases(folder));
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string Failure(string file, TckOutcome outcome)
    {
        var where = string.Join(' ', new[] { file, outcome.Case, outcome.Result }.Where(part => part.Length > 0));
        return outcome.Problem is { } problem ? $"{where}: {problem.En} / {problem.Zh}" : $"{where}: expected {outcome.Expected}, got {outcome.Got}";
    }
}
