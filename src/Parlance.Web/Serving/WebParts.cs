using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Log;
using Parlance.Web.Asking;
using Parlance.Web.Events;
using Parlance.Web.Http;
using Parlance.Web.Lists;
using Parlance.Web.Past;
using Parlance.Web.Security;
using Parlance.Web.Stream;

namespace Parlance.Web.Serving;

/// <summary>What endpoints work with.</summary>
public sealed class WebParts
{
    /// <summary>How long an answer of the node is waited for.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public required NodeLoop Loop { get; init; }
    public required Func<Settings> Settings { get; init; }
    public required LogReaders Log { get; init; }
    public required LogFeed Feed { get; init; }
    public required CommitSignal Commits { get; init; }
    public required IServerControl Control { get; init; }
    public required LogWriter Writer { get; init; }
    /// <summary>Which log it is: random, made with it.</summary>
    public required string LogIdentity { get; init; }
    public required string DataFolder { get; init; }
    public required Login Login { get; init; }
    public required RequestCounters Requests { get; init; }

    /// <summary>What makes past states; null: there is none, and the endpoints for it neither.</summary>
    public IPast? Past { get; init; }

    /// <summary>The links there are; asked on the loop.</summary>
    public Func<Node, IReadOnlyList<LinkRow>> Links { get; init; } = static _ => [];

    /// <summary>The plugins there are; asked on the loop.</summary>
    public Func<Node, IReadOnlyList<PluginRow>> Plugins { get; init; } = static _ => [];

    /// <summary>The server is about to stop, or has not begun.</summary>
    public Func<bool> IsDraining { get; init; } = static () => false;

    /// <summary>All endpoints, as they were found.</summary>
    public Func<IReadOnlyList<Endpoint>> Endpoints { get; init; } = static () => [];

    /// <summary>Asks the node something short.</summary>
    public Task<T> Ask<T>(Func<Node, T> question, CancellationToken stop) => Answered(Loop.Ask(question), null, stop);

    /// <summary>Asks the node.</summary>
    public Task<T> Ask<T>(Question<T> question, CancellationToken stop) => Answered(Loop.Ask(question), question, stop);

    /// <summary>Has something done by staff, and says what came of it.</summary>
    public async Task<Reply> Do(Call call, Func<Node, StaffMember, DeedOutcome> deed) => (await Ask(new Deed(call.Caller.Staff, deed), call.Stop)).ToReply();

    /// <summary>The same for what takes several steps.</summary>
    public async Task<Reply> Do(Call call, Action<Node, StaffMember, Action<DeedOutcome>> deed) => (await Ask(new LongDeed(call.Caller.Staff, deed), call.Stop)).ToReply();

    private static async Task<T> Answered<T>(Task<T> answer, NodeQuestion? question, CancellationToken stop)
    {
        try
        {
            return await answer.WaitAsync(AnswerWithin, stop);
        }
        catch (NodeBusyException e)
        {
            throw Problem.Busy(e.Message);
        }
        catch (TimeoutException)
        {
            throw new Problem(503, "no-answer", "The node did not answer in time.", ("Retry-After", "5"));
        }
        finally
        {
            if (question is not null && !answer.IsCompleted) question.IsAbandoned = true;
        }
    }
}
