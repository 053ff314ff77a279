/**
 * Random histories of commands on the whole engine, step by step against a model of maps that fits on a page. The engine is the real
 * one; only its clock and the moment in which an agent answers are the driver's.
 */
@NullMarked
package dev.souk.benchmarks.torture.model;

import org.jspecify.annotations.NullMarked;
