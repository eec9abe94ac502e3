using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Saxaul.Journal;

namespace Saxaul.Server.Pages;

/// <summary>The day that a page shows and the moment from which it is known; both stand in the address, so that every link keeps them.</summary>
/// <param name="Chosen">Whether the day is in the address; otherwise it is today.</param>
/// <param name="Known">Null for what we know now.</param>
internal sealed record Standpoint(DateOnly On, bool Chosen, DateTimeOffset? Known)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm";

    /// <summary>With an offset, as the command line takes moments, or without: then in Shanghai.</summary>
    private static readonly string[] MomentFormats = [MomentFormat, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>No registry knew anything before.</summary>
    private const int EarliestYear = 1900;

    /// <exception cref="ProblemException"><see cref="Problem.DayUnreadable"/>, <see cref="Problem.DayNotCome"/></exception>
    public static Standpoint Of(HttpRequest request, DateOnly today)
    {
        // A plus sign that somebody types into an address arrives as a space.
        var (on, known) = (request.Query["on"].ToString(), request.Query["known"].ToString().Replace(' ', '+'));
        var (day, moment) = (today, default(DateTimeOffset));
        if (on.Length > 0 && !DateOnly.TryParseExact(on, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            || known.Length > 0 && !TryReadMoment(known, out moment)
            || known.Length > 0 && moment.Year < EarliestYear)
            throw new ProblemException(Problem.DayUnreadable());
        if (day > today)
            throw new ProblemException(Problem.DayNotCome());
        return new Standpoint(day, on.Length > 0, known.Length > 0 ? moment : null);
    }

    /// <summary>Whether it is of another day than today, or of what was known then: nothing there asks for anything now.</summary>
    public bool IsPast(DateOnly today) => On < today || Known is not null;

    private static bool TryReadMoment(string written, out DateTimeOffset moment)
    {
        var isRead = DateTimeOffset.TryParseExact(written, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
        if (isRead && DateTime.TryParseExact(written, MomentFormats[..2], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            moment = new DateTimeOffset(local, Instant.Shanghai);
        return isRead;
    }

    public string OnText => On.ToString(DayFormat, CultureInfo.InvariantCulture);

    public string? KnownText => Known?.ToOffset(Instant.Shanghai).ToString(MomentFormat, CultureInfo.InvariantCulture);

    /// <summary>An address of ours with this standpoint and further parameters.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in more)
            query = value is null ? query : query.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        if (Chosen)
            query = query.Add("on", OnText);
        if (KnownText is { } known)
            query = query.Add("known", known);
        return path + query;
    }
}
