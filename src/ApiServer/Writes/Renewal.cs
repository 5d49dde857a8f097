using OrleansScheduler.Resources.Coordination.Leases;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>A renewal that was carried out: its request, its result, and where in both the time lies.</summary>
internal sealed class Renewal
{
    private readonly byte[] _body;
    private readonly int _start;
    private readonly int _length;
    private readonly int _resultStart;

    private Renewal(RenewalSender sender, byte[] body, StoredObject result, int start, int resultStart, int length)
    {
        Sender = sender;
        Result = result;
        _body = body;
        _start = start;
        _resultStart = resultStart;
        _length = length;
    }

    public RenewalSender Sender { get; }

    public StoredObject Result { get; }

    /// <summary>Null when the time does not stand in the result exactly as in the request, so that neither foretells the other.</summary>
    public static Renewal? Of(RenewalSender sender, byte[] body, StoredObject result)
    {
        var json = result.Json.Span;
        return LeaseJson.RenewTimeIn(body) is var (start, length)
            && LeaseJson.RenewTimeIn(json) is var (resultStart, resultLength)
            && body.AsSpan(start, length).SequenceEqual(json.Slice(resultStart, resultLength))
            && LeaseJson.ReadTime(body.AsSpan(start, length)) is not null
                ? new Renewal(sender, body, result, start, resultStart, length)
                : null;
    }

    /// <summary>Finds the time in a body that is the same but for it.</summary>
    public bool IsRepeatedBy(ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> time)
    {
        var now = body.Span;
        ReadOnlySpan<byte> before = _body;
        var end = _start + _length;
        time = default;
        if (now.Length != before.Length
            || !now[.._start].SequenceEqual(before[.._start])
            || !now[end..].SequenceEqual(before[end..])
            || LeaseJson.ReadTime(now[_start..end]) is null)
        {
            return false;
        }

        time = body[_start..end];
        return true;
    }

    /// <summary>The result, were it of that time.</summary>
    public byte[] ResultAt(ReadOnlySpan<byte> time)
    {
        var json = Result.Json.ToArray();
        time.CopyTo(json.AsSpan(_resultStart));
        return json;
    }
}
