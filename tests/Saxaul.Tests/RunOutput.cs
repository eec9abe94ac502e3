using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace Saxaul.Tests;

/// <summary>
/// What a run of the tests says and meets: its consoles, traces, the commands it starts, error pages, addresses in a browser. Kept where SAXAUL_TEST_OUTPUT names a folder, as ./test does, which afterwards looks for
/// people in it (tests/tools/search-output); otherwise nothing is kept.
/// </summary>
internal static class RunOutput
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SAXAUL_TEST_OUTPUT");
    private static readonly Lock Writing = new();

    public static bool IsKept => Folder is not null;

    /// <param name="what">What kind of output it is, which names the file.</param>
    public static void Keep(string what, string text)
    {
        if (Folder is null || text.Length == 0)
            return;
        lock (Writing)
            File.AppendAllText(Path.Combine(Folder, $"{what}-{Assembly.GetExecutingAssembly().GetName().Name}-{Environment.ProcessId}.txt"), text.TrimEnd() + "\n");
    }

    [ModuleInitializer]
    internal static void Listen()
    {
        if (Folder is null)
            return;
        Console.SetOut(new Copy(Console.Out, "output"));
        Console.SetError(new Copy(Console.Error, "errors"));
        ActivitySource.AddActivityListener(new ActivityListener
        {
            // What our own client of the tests asks for is no output of the program.
            ShouldListenTo = source => !source.Name.Contains("System.Net", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Keep("traces", string.Join(' ',
                [activity.Source.Name, activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. activity.Baggage.Select(one => $"{one.Key}={one.Value}"),
                    .. activity.Events.SelectMany(one => one.Tags.Select(tag => $"{one.Name}.{tag.Key}={tag.Value}"))])),
        });
    }

    private sealed class Copy(TextWriter own, string what) : TextWriter
    {
        public override Encoding Encoding => own.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            own.Write(value);
            Keep(what, value ?? "");
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Flush() => own.Flush();
    }
}
