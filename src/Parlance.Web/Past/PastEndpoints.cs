using Parlance.Log;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Past;

/// <summary>The log as a time machine. One question at a time, for a limited time: making a state costs a core.</summary>
public sealed class PastEndpoints(WebParts parts) : IEndpoints
{
    /// <summary>Questions that may wait for their turn.</summary>
    public const int WaitingMax = 8;

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(30);

    private static readonly Parameter[] Which =
    [
        new("room", ParameterKind.Text, "One room: its name or id."), new("user", ParameterKind.Text, "One user: a nick or an id."), new("account", ParameterKind.Text, "One account."),
    ];

    private static readonly SemaphoreSlim s_turn = new(1);
    private int _waiting;

    public IEnumerable<Endpoint> All => parts.Past is not { } past ? [] :
    [
        new()
        {
            Method = "GET", Path = "/admin/replay", Privilege = "log", Summary = "The state of the node at a moment, or of one room, user or account. Needs see-hosts too.",
            Query =
            [
                new("at", ParameterKind.Moment, "The moment: a time, a position, or an event's id.", Required: true), .. Which,
                new("as", ParameterKind.Text, "As the node knew it then, or as it is known now.") { Words = ["known", "resolved"] },
            ],
            Returns = "An object as parlance replay prints it.",
            Handle = call => Made(call, stop => past.Replay(Question(call, "at"), stop)),
        },
        new()
        {
            Method = "GET", Path = "/admin/diff", Privilege = "log", Summary = "What changed between two moments, and the events that caused it. Needs see-hosts too.",
            Query = [new("from", ParameterKind.Moment, "The first moment.", Required: true), new("to", ParameterKind.Moment, "The second; now if not given."), .. Which],
            Returns = "An object as parlance diff --json prints it.",
            Handle = call => Made(call, stop => past.Diff(Question(call, "from"), call.Text("to") ?? IPast.Now, stop)),
        },
    ];

    private static PastQuestion Question(Call call, string moment)
    {
        if (!call.Caller.SeesPersonal) throw new Problem(403, "privilege-needed", "The state holds addresses and real names: this needs the privilege see-hosts.");
        var (room, user, account) = (call.Text("room"), call.Text("user"), call.Text("account"));
        if (new[] { room, user, account }.Count(one => one is not null) > 1) throw Problem.BadParameter("room", "user and account: one of them");
        return new(call.Text(moment) ?? throw Problem.BadParameter(moment, "must be given"), moment == "at" && call.Word("as", "known", "known", "resolved") == "resolved", room, user, account);
    }

    private async Task<Reply> Made(Call call, Func<CancellationToken, Action<System.IO.Stream>> make)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw Problem.Busy("Too many questions about the past wait; try again.");
        }

        using var within = CancellationTokenSource.CreateLinkedTokenSource(call.Stop);
        try
        {
            await s_turn.WaitAsync(call.Stop);
            try
            {
                within.CancelAfter(s_within);
                var write = await Task.Run(() => make(within.Token), within.Token);
                return new Streamed("application/json", http => Task.Run(() => write(new ForwardStream(http.Response.BodyWriter.AsStream())), call.Stop));
            }
            finally
            {
                s_turn.Release();
            }
        }
        catch (StoreException e)
        {
            throw new Problem(400, "no-such-moment", e.Message);
        }
        catch (OperationCanceledException) when (!call.Stop.IsCancellationRequested)
        {
            throw new Problem(503, "too-long", $"It took longer than {s_within.TotalSeconds} s; ask for one room, user or account, or for a later moment.");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
