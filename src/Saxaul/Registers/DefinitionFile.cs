using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Calendars;
using Saxaul.Indicators;
using Saxaul.Privacy;
using Saxaul.Users;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Saxaul.Registers;

/// <summary>Reads definition files (YAML). What it does not know it refuses, with the line and what to do.</summary>
public static class DefinitionFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithEnumNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .WithNodeDeserializer(new ReadChoice(), where => where.OnTop())
        .Build();

    /// <summary>Characters of one definition, and how deep what stands in it may be nested: honest ones are far below.</summary>
    private const int MostCharacters = 1_000_000, Deepest = 30;

    /// <summary>Reads one definition.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="ProblemException"><see cref="Problem.BadDefinition"/></exception>
    public static T Read<T>(string file, string text) where T : class
    {
        try
        {
            RefuseEndless(file, text);
            return Yaml.Deserialize<T>(text) ?? throw Bad(file, 1, "文件是空的，请填写内容。", "the file is empty; fill it in.");
        }
        catch (YamlException wrong)
        {
            if (wrong is ReadChoice.NoneException none)
                throw new ProblemException(Problem.BadDefinition(file, wrong.Start.Line, $"没有这种写法，可以写：{string.Join("、", none.Choices)}。", $"there is no such word here; it can be: {string.Join(", ", none.Choices)}."), wrong);
            var detail = wrong.InnerException?.Message ?? wrong.Message;
            throw new ProblemException(Problem.BadDefinition(file, wrong.Start.Line, $"看不懂这一行，请对照说明修改（{detail}）。", $"this line cannot be read; compare it with the guide ({detail})."), wrong);
        }
    }

    /// <summary>Before anything is made of it: what was written to keep the reader busy, whose own way is to go down into it.</summary>
    private static void RefuseEndless(string file, string text)
    {
        if (text.Length > MostCharacters)
            throw Bad(file, 1, "文件太大，一个定义最多一百万个字符。", "it is too large: a definition has at most a million characters.");
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest)
                throw Bad(file, parser.Current.Start.Line, "这一行嵌套得太深，请改得简单一些。", "this line is nested too deeply; write it more simply.");
        }
    }

    public static RegisterDefinition ReadRegister(string file, string text) => new DefinitionReader(file, text).Register();

    public static ListDefinition ReadList(string file, string text) => new DefinitionReader(file, text).List();

    public static IndicatorFile ReadIndicators(string file, string text) => new DefinitionReader(file, text).Indicators();

    public static Role ReadRole(string file, string text) => new DefinitionReader(file, text).Role();

    public static PrivacyRules ReadPrivacy(string file, string text) => new DefinitionReader(file, text).Privacy();

    public static WorkingCalendar ReadCalendar(string file, string text) => new DefinitionReader(file, text).Calendar();

    private static ProblemException Bad(string file, long line, string zh, string en) => new(Problem.BadDefinition(Path.GetFileName(file), line, zh, en));
}

/// <summary>The shipped definitions: every programme's registers, lists and policies, as text by name.</summary>
public sealed record Programmes(IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Reads the folder that is shipped beside the program.</summary>
    public static Programmes Shipped { get; } = Read(Path.Combine(AppContext.BaseDirectory, "programmes"));

    /// <summary>Reads a folder of programmes; names are paths within it with forward slashes.</summary>
    public static Programmes Read(string folder) =>
        new(Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".dmn")
                .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText)
            : new Dictionary<string, string>());

    /// <summary>The files in every programme's folder of this name.</summary>
    public IEnumerable<(string File, string Text)> In(string kind) =>
        Files.Where(file => file.Key.Split('/') is [_, var folder, ..] && folder == kind).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value));
}
