"""The same posterior by its definition: graphs from networkx, every cell of the full table, every number missing."""

import itertools
import math

import networkx as nx


def chordal_graphs(size):
    """Every labelled graph that networkx finds chordal."""
    pairs = list(itertools.combinations(range(size), 2))
    for chosen in itertools.product([False, True], repeat=len(pairs)):
        graph = nx.Graph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from(pair for pair, some in zip(pairs, chosen, strict=True) if some)
        if nx.is_chordal(graph):
            yield graph


def cliques_and_separators(graph):
    """Cliques, and the intersections along a spanning tree of them that is heaviest in lists shared."""
    cliques = [frozenset(clique) for clique in nx.find_cliques(graph)]
    between = nx.Graph()
    between.add_nodes_from(cliques)
    for one, other in itertools.combinations(cliques, 2):
        between.add_edge(one, other, weight=len(one & other))
    tree = nx.maximum_spanning_tree(between)
    return cliques, [one & other for one, other in tree.edges]


def log_dirichlet_multinomial(cells, members, size, delta):
    """The marginal of one set of lists: `cells` is {pattern: people} of the full table."""
    sums = dict.fromkeys(itertools.product([0, 1], repeat=len(members)), 0)
    for pattern, people in cells.items():
        sums[tuple(pattern[at] for at in members)] += people
    each = delta * 2 ** (size - len(members))
    total = math.lgamma(each * len(sums)) - math.lgamma(each * len(sums) + sum(sums.values()))
    return total + sum(math.lgamma(people + each) - math.lgamma(each) for people in sums.values())


def log_posterior(counts, size, delta, missing):
    """For each graph and number missing the logarithm of prior times likelihood, and the graphs."""
    graphs = list(chordal_graphs(size))
    parts = [cliques_and_separators(graph) for graph in graphs]
    rows = [[] for _ in graphs]
    for nobody in missing:
        cells = dict.fromkeys(itertools.product([0, 1], repeat=size), 0) | counts | {(0,) * size: nobody}
        people = sum(cells.values())
        ways = math.lgamma(people + 1) - sum(math.lgamma(count + 1) for count in cells.values())
        sets = {
            members: log_dirichlet_multinomial(cells, members, size, delta)
            for length in range(size + 1)
            for members in itertools.combinations(range(size), length)
        }
        for row, (cliques, separators) in zip(rows, parts, strict=True):
            marginal = sum(sets[tuple(sorted(each))] for each in cliques)
            marginal -= sum(sets[tuple(sorted(each))] for each in separators)
            row.append(marginal + ways - math.log(people))
    return graphs, rows
