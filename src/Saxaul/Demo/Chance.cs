using System;
using System.Collections.Generic;

namespace Saxaul.Demo;

/// <summary>
/// Numbers that look drawn by lot and are the same in every run: SplitMix64 (Steele, Lea, Flood 2014). For invented samples only, never for anything that must not be guessed.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>Evenly from 0 up to, not including, 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return ((z ^ z >> 31) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A whole number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + (int)(Next() * (to - from + 1));

    /// <summary>True in this share of cases.</summary>
    public bool In(double share) => Next() < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    /// <summary>One of the choices, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(T Choice, double Weight)> choices)
    {
        var sum = 0.0;
        foreach (var (_, weight) in choices)
            sum += weight;
        var at = Next() * sum;
        foreach (var (choice, weight) in choices)
        {
            if ((at -= weight) < 0)
                return choice;
        }
        return choices[^1].Choice;
    }

    /// <summary>Positive amounts as incomes are spread: log-normal around a median.</summary>
    public double Around(double median, double spread)
    {
        // Box and Muller's way from two even numbers to a normal one.
        var normal = Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
        return median * Math.Exp(spread * normal);
    }
}
