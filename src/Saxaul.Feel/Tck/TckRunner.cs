using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Saxaul.Feel.Dmn;

namespace Saxaul.Feel.Tck;

/// <summary>What became of one test case.</summary>
/// <param name="File">The file of the case, relative to the folder that was run.</param>
/// <param name="Case">The identifier of the case; empty when the file itself is wrong.</param>
/// <param name="Result">The decision, service or function whose result is meant; empty when the case itself is wrong.</param>
/// <param name="Expected">The expected value as FEEL.</param>
/// <param name="Got">The value as FEEL.</param>
/// <param name="Problem">Why the case could not be run; null when it ran.</param>
public sealed record TckOutcome(string File, string Case, string Result, string Expected, string Got, FeelError? Problem)
{
    public bool Passed { get; init; }
}

/// <summary>
/// Runs test cases in the format of the DMN Technology Compatibility Kit: NAME.dmn beside NAME-test-01.xml, in folders of any depth. An office tests
/// its own policies with the same format. What is wrong with a file is a failure with a sentence, never an exception.
/// </summary>
public static class TckRunner
{
    // As the kit's own runners do: numbers agree when they differ by less than this.
    private static readonly FeelNumber Tolerance = new(1, -8);

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16_000_000 };

    /// <summary>Runs all cases under the folder, file after file in the order of their names.</summary>
    public static IEnumerable<TckOutcome> Run(string folder)
    {
        var evaluation = new Evaluation();
        var tests = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Where(IsTest).Order(StringComparer.Ordinal);
        foreach (var sameFolder in tests.GroupBy(f => Path.GetDirectoryName(f)!))
        {
            var models = Directory.EnumerateFiles(sameFolder.Key, "*.dmn").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileName(f), LoadModel);
            foreach (string file in sameFolder)
            {
                foreach (var outcome in RunFile(file, Path.GetRelativePath(folder, file), models, evaluation)) yield return outcome;
            }
        }
    }

    private static bool IsTest(string file) => Path.GetFileName(file).Contains("-test-", StringComparison.Ordinal);

    private static DmnModel LoadModel(string file)
    {
        using var stream = File.OpenRead(file);
        return DmnModel.Load(stream);
    }

    private static IEnumerable<TckOutcome> RunFile(string path, string file, Dictionary<string, DmnModel> models, Evaluation evaluation)
    {
        if (!TryRead(path, out var root, out var problem)) return [Wrong(file, "", problem!)];
        string modelName = root!.Elements().FirstOrDefault(e => e.Name.LocalName == "modelName")?.Value.Trim() ?? "";
        if (!models.ContainsKey(modelName))
        {
            string stem = Path.GetFileName(path);
            modelName = stem[..stem.IndexOf("-test-", StringComparison.Ordinal)] + ".dmn";
        }
        if (!models.ContainsKey(modelName)) return [Wrong(file, "", FeelError.NoModelForTest(modelName))];
        using var stream = File.OpenRead(Path.Combine(Path.GetDirectoryName(path)!, modelName));
        var model = DmnModel.Load(stream, models.Where(m => m.Key != modelName).Select(m => m.Value));
        var program = model.Compile();
        return [.. root.Elements().Where(e => e.Name.LocalName == "testCase").Select(c => RunCase(file, c, program, evaluation))];
    }

    private static bool TryRead(string path, out XElement? root, out FeelError? problem)
    {
        root = null;
        problem = null;
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            root = XDocument.Load(reader).Root;
        }
        catch (XmlException e)
        {
            problem = FeelError.NotXml(e.LineNumber, e.LinePosition);
            return false;
        }
        if (root?.Name.LocalName == "testCases") return true;
        problem = FeelError.NotTestCases(root?.Name.LocalName ?? "");
        return false;
    }

    private static TckOutcome Wrong(string file, string id, FeelError problem) => new(file, id, "", "", "", problem);

    private static TckOutcome RunCase(string file, XElement testCase, DmnProgram program, Evaluation evaluation)
    {
        string id = (string?)testCase.Attribute("id") ?? "";
        var given = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var node in testCase.Elements().Where(e => e.Name.LocalName == "inputNode"))
        {
            if (!TckValue.TryRead(node, out var value)) return Wrong(file, id, FeelError.WrongTestValue(NameOf(node)));
            given[NameOf(node)] = value;
        }
        var outcome = Wrong(file, id, FeelError.NoExpectation());
        foreach (var node in testCase.Elements().Where(e => e.Name.LocalName == "resultNode"))
        {
            outcome = RunResult(file, id, testCase, node, given, program, evaluation);
            if (!outcome.Passed) break;
        }
        return outcome;
    }

    private static TckOutcome RunResult(
        string file, string id, XElement testCase, XElement node, Dictionary<string, FeelValue> given, DmnProgram program, Evaluation evaluation)
    {
        string name = NameOf(node);
        var expectation = node.Elements().FirstOrDefault(e => e.Name.LocalName == "expected");
        if (expectation is null || !TckValue.TryRead(expectation, out var expected)) return Wrong(file, id, FeelError.WrongTestValue(name));
        FeelValue got;
        if ((string?)testCase.Attribute("invocableName") is { } invocable)
        {
            got = program.Invoke(evaluation, invocable, [.. given.Select(g => (g.Key, g.Value))]);
            if (got.Kind == FeelKind.Context && program.Model.Services.Any(s => s.Name == invocable && s.Outputs.Count > 1)) got = got.AsContext[name];
        }
        else
        {
            int decision = program.IndexOf(name);
            if (decision < 0) return Wrong(file, id, FeelError.NoSuchDecision(name));
            got = program.Evaluate(evaluation, decision, [.. program.InputNames.Select(n => given.GetValueOrDefault(n))]);
        }
        return new(file, id, name, expected.ToLiteral(), got.ToLiteral(), null) { Passed = Agree(expected, got) };
    }

    private static string NameOf(XElement node) => Syntax.NameScope.Normalize((string?)node.Attribute("name") ?? "");

    private static bool Agree(in FeelValue expected, in FeelValue got)
    {
        if (expected.Kind != got.Kind) return false;
        switch (expected.Kind)
        {
            case FeelKind.Number:
                return FeelNumber.TrySubtract(expected.Number, got.Number, out var difference) && FeelNumber.Abs(difference) < Tolerance;
            case FeelKind.List:
                FeelValue[] a = expected.Items, b = got.Items;
                if (a.Length != b.Length) return false;
                for (int i = 0; i < a.Length; i++)
                {
                    if (!Agree(a[i], b[i])) return false;
                }
                return true;
            case FeelKind.Context:
                var context = got.Entries;
                if (expected.Entries.Shape.Names.Count != context.Shape.Names.Count) return false;
                foreach (string name in expected.Entries.Shape.Names)
                {
                    if (!context.TryGet(name, out var value) || !Agree(expected.Entries[name], value)) return false;
                }
                return true;
            default:
                return FeelComparison.AreSame(expected, got);
        }
    }
}
