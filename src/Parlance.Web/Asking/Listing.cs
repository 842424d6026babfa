using System.Buffers;
using System.Text.Json;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Log;

namespace Parlance.Web.Asking;

/// <summary>One page of a live list: what fits, in the order of its key, after the key given. Looked through and written in slices.</summary>
/// <param name="all">All there are, at the moment of the first slice.</param>
/// <param name="key">What they are ordered by; no two have the same.</param>
/// <param name="fits">Whether one is asked for.</param>
/// <param name="after">The key of the last one of the page before.</param>
/// <param name="limit">The most on the page.</param>
/// <param name="write">Writes one as JSON.</param>
public sealed class Listing<TItem, TKey>(Func<Node, TItem[]> all, Func<TItem, TKey> key, Func<TItem, bool> fits, TKey? after, int limit, Action<Node, TItem, Utf8JsonWriter> write) : Question<ListingPage>
    where TKey : struct, IComparable<TKey>
{
    /// <summary>Items looked at in one slice.</summary>
    public const int LookedAtMax = 2_000;

    /// <summary>Items written in one slice.</summary>
    public const int WrittenMax = 100;

    /// <summary>The page so far: the greatest key is the first to go.</summary>
    private readonly PriorityQueue<TItem, TKey> _best = new(Comparer<TKey>.Create(static (a, b) => b.CompareTo(a)));
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private TItem[]? _all;
    private TItem[]? _page;
    private int _at;
    private bool _hasMore;

    public override bool Slice(Node node)
    {
        _all ??= all(node);
        if (_page is null)
        {
            Look();
            if (_at < _all.Length) return false;
            _page = new TItem[_best.Count];
            for (var i = _page.Length - 1; i >= 0; i--) _page[i] = _best.Dequeue();
            _at = 0;
            _buffer.Write("["u8);
        }

        using var json = new Utf8JsonWriter(_buffer, EventRowJson.Options);
        for (var written = 0; written < WrittenMax && _at < _page.Length; written++, _at++)
        {
            if (_at > 0) _buffer.Write(","u8);
            json.Reset();
            write(node, _page[_at], json);
            json.Flush();
        }

        if (_at < _page.Length) return false;
        _buffer.Write("]"u8);
        return Done(new(_buffer.WrittenMemory, _hasMore && _page.Length > 0 ? $"{key(_page[^1])}" : null));
    }

    private void Look()
    {
        for (var end = Math.Min(_all!.Length, _at + LookedAtMax); _at < end; _at++)
        {
            var item = _all[_at];
            if ((after is { } start && key(item).CompareTo(start) <= 0) || !fits(item)) continue;
            _best.Enqueue(item, key(item));
            if (_best.Count <= limit) continue;
            _best.Dequeue();
            _hasMore = true;
        }
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">A JSON array.</param>
/// <param name="Next">The key to go on after; null: this was the last page.</param>
public sealed record ListingPage(ReadOnlyMemory<byte> Items, string? Next);
