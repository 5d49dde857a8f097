using System.Text.Json;
using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>
/// One client that creates, updates, deletes, gets and lists a small set of objects, so that clients collide. Updates
/// and deletes carry the revision last read as their precondition.
/// </summary>
internal sealed class Writer(int number, Random random, Target target, History history, TimeSpan pause)
{
    private const int Names = 12;

    private int _writes;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var space = TrafficNamespaces.Pick(random);
            var name = $"k{random.Next(Names)}";
            try
            {
                await StepAsync(space, name, cancellationToken);
                await Task.Delay(pause * random.NextDouble(), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task StepAsync(string space, string name, CancellationToken cancellationToken)
    {
        if (random.Next(20) == 0)
        {
            await SendAsync(OperationKind.List, space, null, 0, cancellationToken);
            return;
        }

        var found = await SendAsync(OperationKind.Get, $"{space}/{name}", null, 0, cancellationToken);
        if (found.Outcome != Outcome.Done)
        {
            return;
        }

        var kind = (found.Value, random.Next(4)) switch
        {
            (null, _) => OperationKind.Create,
            (_, 0) => OperationKind.Delete,
            _ => OperationKind.Update,
        };
        var value = kind == OperationKind.Delete ? null : $"{number}-{++_writes}";
        await SendAsync(kind, $"{space}/{name}", value, found.Value is null ? 0 : found.Revision, cancellationToken);
    }

    private async Task<Operation> SendAsync(
        OperationKind kind, string key, string? value, long expected, CancellationToken cancellationToken)
    {
        var sent = new Operation
        {
            Kind = kind, Key = key, Value = value, Expected = expected,
            Outcome = Outcome.Unknown, Start = history.Now, End = TimeSpan.MaxValue,
        };
        var done = sent;
        try
        {
            var (method, path, body) = RequestOf(sent);
            var (code, answer) = await target.Any().SendAsync(method, path, body, CancellationToken.None);
            using (answer)
            {
                done = Read(sent, code, answer.RootElement) with { End = history.Now };
            }
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            // The outcome stays unknown, and its end is open: it may still happen.
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        history.Add(done);
        return done;
    }

    private static (HttpMethod Method, string Path, string? Body) RequestOf(Operation operation)
    {
        var slash = operation.Key.IndexOf('/', StringComparison.Ordinal);
        var space = slash < 0 ? operation.Key : operation.Key[..slash];
        var name = operation.Key[(slash + 1)..];
        var collection = $"api/v1/namespaces/{space}/configmaps";
        return operation.Kind switch
        {
            OperationKind.Create => (HttpMethod.Post, collection, MapJson.Create(name, operation.Value!)),
            OperationKind.Update =>
                (HttpMethod.Put, $"{collection}/{name}", MapJson.Update(name, operation.Value!, operation.Expected)),
            OperationKind.Delete => (HttpMethod.Delete, $"{collection}/{name}", MapJson.DeleteAt(operation.Expected)),
            OperationKind.Get => (HttpMethod.Get, $"{collection}/{name}", null),
            _ => (HttpMethod.Get, collection, null),
        };
    }

    private static Operation Read(Operation sent, int code, JsonElement answer) => (code, sent.Kind) switch
    {
        (200 or 201, OperationKind.Delete) => sent with { Outcome = Outcome.Done },
        (200, OperationKind.List) => sent with
        {
            Outcome = Outcome.Done,
            Revision = MapJson.RevisionOf(answer),
            Items = MapJson.Items(answer),
        },
        (200, OperationKind.Get) => sent with
        {
            Outcome = Outcome.Done,
            Revision = MapJson.RevisionOf(answer),
            Value = MapJson.ValueOf(answer),
        },
        (404, OperationKind.Get) => sent with { Outcome = Outcome.Done },
        (200 or 201, _) => sent with { Outcome = Outcome.Done, Revision = MapJson.RevisionOf(answer) },
        (404 or 409, _) => sent with { Outcome = Outcome.Refused },
        (429 or >= 500, _) => sent,
        _ => throw new InvalidOperationException($"{sent} was answered {code}: {answer}"),
    };
}
