using Spectre.Console;

namespace OrleansScheduler.Host.Running;

/// <summary>
/// Log lines scroll, one progress line stays below them. Where the output is no terminal, progress is a line whenever
/// it changes.
/// </summary>
internal sealed class RunConsole(IAnsiConsole console)
{
    private static readonly Color[] PodColors = [Color.Aqua, Color.Green, Color.Yellow, Color.Fuchsia, Color.Blue, Color.Lime];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Color> _colors = [];
    private string _progress = "";

    public void Log(string pod, string line)
    {
        lock (_lock)
        {
            Erase();
            console.Write(new Text($"{pod} │ ", new Style(ColorOf(pod))));
            console.WriteLine(line);
            Draw();
        }
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            Erase();
            console.WriteLine(line);
            Draw();
        }
    }

    public void Progress(string progress)
    {
        lock (_lock)
        {
            if (progress == _progress)
            {
                return;
            }

            Erase();
            _progress = progress;
            if (IsTerminal)
            {
                Draw();
            }
            else
            {
                console.WriteLine(progress);
            }
        }
    }

    /// <summary>Takes the progress line away, before the last word.</summary>
    public void End()
    {
        lock (_lock)
        {
            Erase();
            _progress = "";
        }
    }

    private bool IsTerminal => console.Profile.Capabilities.Ansi && console.Profile.Out.IsTerminal;

    private void Erase()
    {
        if (IsTerminal && _progress.Length > 0)
        {
            console.Write(new ControlCode("\r\e[2K"));
        }
    }

    private void Draw()
    {
        if (IsTerminal && _progress.Length > 0)
        {
            console.Write(new Text(_progress, new Style(decoration: Decoration.Dim)));
        }
    }

    private Color ColorOf(string pod)
    {
        if (!_colors.TryGetValue(pod, out var color))
        {
            color = PodColors[_colors.Count % PodColors.Length];
            _colors[pod] = color;
        }

        return color;
    }
}
