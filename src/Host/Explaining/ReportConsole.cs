using Spectre.Console;

namespace OrleansScheduler.Host.Explaining;

/// <summary>The console of commands that print reports: what is no terminal gets lines of any length.</summary>
internal static class ReportConsole
{
    private const int Unlimited = 4096;

    public static IAnsiConsole Create(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Unlimited;
        }

        return console;
    }
}
