using System.Globalization;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// How long something takes: <c>30</c> is always 30 seconds, <c>exp(30)</c> exponentially distributed around 30 seconds,
/// <c>uniform(5,60)</c> evenly between 5 and 60 seconds.
/// </summary>
public sealed record DurationDistribution
{
    private readonly Func<Random, double> draw;

    private DurationDistribution(string text, Func<Random, double> draw)
    {
        Text = text;
        this.draw = draw;
    }

    /// <summary>What it was made from.</summary>
    public string Text { get; }

    /// <summary>Always the same.</summary>
    public static DurationDistribution Always(TimeSpan duration) => Parse(
        duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>Reads the text form; a <see cref="FormatException"/> says what is wrong with it.</summary>
    public static DurationDistribution Parse(string text)
    {
        var open = text.IndexOf('(');
        var isCall = open > 0 && text.EndsWith(')');
        var name = isCall ? text[..open] : "";
        var numbers = (isCall ? text[(open + 1)..^1] : text).Split(',').Select(part => Seconds(part, text)).ToArray();
        return (name, numbers) switch
        {
            ("", [var seconds]) => new(text, _ => seconds),
            ("exp", [var mean]) => new(text, random => -mean * Math.Log(1 - random.NextDouble())),
            ("uniform", [var low, var high]) when low <= high => new(text, random => low + (high - low) * random.NextDouble()),
            _ => throw Unreadable(text),
        };
    }

    /// <summary>The next duration.</summary>
    public TimeSpan Draw(Random random) => TimeSpan.FromSeconds(draw(random));

    private static double Seconds(string number, string text) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= int.MaxValue
            ? seconds
            : throw Unreadable(text);

    private static FormatException Unreadable(string text) =>
        new($"'{text}' is no duration: write seconds such as 30, or exp(30), or uniform(5,60).");
}
